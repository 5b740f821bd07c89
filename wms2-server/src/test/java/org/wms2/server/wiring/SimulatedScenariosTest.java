package org.wms2.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.cms.simulated.SimulatedCms;
import org.wms2.cms.simulated.SimulatedCmsControl;
import org.wms2.cms.simulated.SimulatedServer;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;

/** Scenarios and documents, with a simulated CMS on the loopback. */
class SimulatedScenariosTest {
    private static final String DOCUMENTS = """
            {"requests": [
              {"template": "StepChain/One.json",
               "afterAssignment": {"RequestName": "own_one", "RequestType": "ReReco", "RequestStatus": "assigned",
                "AcquisitionEra": "Era", "CMSSWVersion": "CMSSW_15_0_1", "ScramArch": ["el8_amd64_gcc12"],
                "GlobalTag": "150X_v1", "ConfigCacheID": "cfg", "SiteWhitelist": ["T2_DE_DESY"],
                "InputDataset": "/Own/Era-v1/RAW", "LumiList": {"380001": [[5, 40]]}},
               "configCacheOutputModules": {"cfg": {"AODoutput": ["AOD", ""]}}},
              {"afterAssignment": {"own_two": {"RequestName": "own_two", "RequestType": "DQMHarvest",
                "RequestStatus": "assigned"}}, "configCacheOutputModules": {}},
              {"template": "refused by ReqMgr2"}
            ]}
            """;

    private final SimulatedCms cms = SimulatedCms.inMemory(InstantSource.system(), Duration.ZERO);
    private final SimulatedServer server = SimulatedServer.start(cms, 0);
    private final SimulatedCmsControl control = new SimulatedCmsControl(server.base());
    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-24T01:02:03.004Z"));
    private final Scenarios scenarios = new SimulatedScenarios(control, clock);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        control.close();
        server.close();
        cms.close();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("requests.json"), text);
    }

    @Test
    void theScenariosOfTheIssueAreThere() {
        assertThat(scenarios.names()).contains("demo-gen", "demo-rereco", "demo-taskchain");
        assertThat(scenarios.names().stream().filter(n -> n.startsWith("demo-bad-")))
                .hasSize(3);
    }

    @Test
    void mintingMakesARequestWhoseNameSaysWhen() {
        RequestName minted = scenarios.mint("demo-gen");

        assertThat(minted.value()).isEqualTo("demo-gen-20261124-010203-004");
        assertThat(cms.reqMgr2().find(minted)).isPresent();
    }

    @Test
    void mintingTheSameNameTwiceIsAConflict() {
        scenarios.mint("demo-gen");

        assertThatThrownBy(() -> scenarios.mint("demo-gen"))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void documentsAreLoadedWithTheNamesOfTheirTemplates() throws IOException {
        List<Scenarios.Loaded> loaded = scenarios.load(file(DOCUMENTS));

        assertThat(loaded)
                .containsExactly(
                        new Scenarios.Loaded(new RequestName("own_one"), "StepChain/One.json"),
                        new Scenarios.Loaded(new RequestName("own_two"), ""));
        assertThat(cms.reqMgr2().find(new RequestName("own_one"))).isPresent();
        assertThat(scenarios.isMadeUp(new DatasetName("/Own/Era-v1/RAW"))).isTrue();
        assertThat(scenarios.isMadeUp(new DatasetName("/Nobody/Knows-v1/RAW"))).isFalse();
    }

    @Test
    void aDocumentIsMeantByItsNameItsTemplateOrTheTemplatesFile() throws IOException {
        List<Scenarios.Loaded> loaded = scenarios.load(file(DOCUMENTS));

        for (String word : List.of("own_one", "StepChain/One.json", "One.json", "One")) {
            assertThat(loaded.getFirst().isMeantBy(word)).as(word).isTrue();
            assertThat(loaded.getLast().isMeantBy(word)).as(word).isFalse();
        }
        assertThat(loaded.getLast().isMeantBy("own_two")).isTrue();
        assertThat(loaded.getLast().isMeantBy("")).as("no template is no name").isFalse();
    }

    @Test
    void aFileThatIsNotOfTheLayoutIsRefusedBeforeAnythingIsLoaded() {
        for (String text : List.of("{}", "[]", "{\"requests\": [{}]}", "{\"requests\": ", "")) {
            assertThatThrownBy(() -> scenarios.load(file(text)))
                    .as(text)
                    .isInstanceOf(InputRefusedException.class)
                    .hasMessageContaining("--simulate");
        }
        assertThatThrownBy(() -> scenarios.load(directory.resolve("nowhere")))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}
