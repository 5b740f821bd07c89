package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.output.LumiEvents;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.output.WorkUnitManifest;

class ManifestFileTest {
    private static WorkUnitManifest parse(String manifest) {
        return ManifestFile.parse(Fixtures.PAYLOAD, "manifest", manifest);
    }

    @Test
    void names_are_taken_apart_into_step_and_module() {
        WorkUnitManifest manifest = parse(Fixtures.MANIFEST);
        assertThat(manifest.site()).isEqualTo(new SiteName("T2_CH_CERN"));
        assertThat(manifest.jobs()).isEqualTo(2);
        assertThat(manifest.events("Sim", "OUT")).isEqualTo(30);
        assertThat(manifest.events("Reco", "OUT")).isEqualTo(12);
        OutputFile reco = manifest.files().get(1);
        assertThat(reco.parents()).containsExactly(new Lfn("/store/mc/A/sim.root"));
        assertThat(reco.lumis()).containsExactly(new LumiEvents(1, 7, 12));
        assertThat(reco.dataset().tier()).isEqualTo("AODSIM");
    }

    @Test
    void a_file_whose_input_has_no_lumi_sections_has_events_all_the_same() {
        OutputFile reco =
                parse(Fixtures.MANIFEST.replace("[[1,7,12]]", "[]")).files().get(1);
        assertThat(reco.lumis()).isEmpty();
        assertThat(reco.events()).isEqualTo(12);
    }

    /** One change each; the manifest is refused, and the message names the place. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"complete\":true | \"complete\":false | complete",
                "wms2-manifest/1 | wms2-manifest/2 | schema",
                "\"jobs\":2 | \"jobs\":0 | jobs",
                "abcdefghij | ABC | valid names",
                "T2_CH_CERN | nowhere | valid names",
                "\"events\":30 | \"events\":31 | events",
                "\"Sim-OUT\":30 | \"Sim-OUT\":29 | eventsOut",
                "[1,7,10],[1,8,20] | [1,8,10],[1,7,20] | lumis",
                "[1,7,10],[1,8,20] | [1,7,10],[1,7,20] | lumis",
                "[1,7,12] | [1,7] | lumis",
                "0a1b2c3d | 0A1B2C3D | adler32",
                "/A/B-v1/AODSIM | /A/B-v1/GEN-SIM | files[1]",
                "\"module\":\"Reco-OUT\" | \"module\":\"LOGS\" | files[1]",
                "/store/mc/A/reco.root | /store/mc/A/sim.root | lfn",
                "/store/mc/A/reco.root | /store/../etc/passwd | valid names",
                "\"size\":90, | \"size\":\"90\", | size",
                "\"round\":0 | \"round\":0,\"surprise\":1 | surprise",
                "\"cleanup\":[] | \"cleanup\":[],\"cleanup\":[] | JSON"
            })
    void a_manifest_with_one_thing_wrong_is_refused(String right, String wrong, String named) {
        String text = Fixtures.MANIFEST.replace(right.strip(), wrong.strip());
        assertThat(text).isNotEqualTo(Fixtures.MANIFEST);
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining(named.strip());
    }

    @Test
    void another_work_units_manifest_is_refused(@TempDir Path directory) throws IOException {
        Path payload = Files.writeString(directory.resolve("payload.json"), Fixtures.PAYLOAD);
        Path manifest = Files.writeString(directory.resolve("manifest.json"), Fixtures.MANIFEST);
        assertThat(ManifestFile.read(payload, manifest, 4)).isPresent();
        assertThat(ManifestFile.read(payload, directory.resolve("absent.json"), 4))
                .isEmpty();
        assertThatThrownBy(() -> ManifestFile.read(payload, manifest, 5)).isInstanceOf(UnreadableException.class);
    }
}
