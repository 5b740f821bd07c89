package org.wms2.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator stops a running request, releases it, and nothing is lost or made twice. */
@Tag("htcondor")
class StoppedRequestTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int CONFLICT_OR_HELD = 4;

    @Test
    void a_stopped_request_rests_and_goes_on_with_exactly_what_is_missing() {
        TestHome home = TestHome.required();
        PretendedCms cms = new PretendedCms(home);
        Wms2Command wms2 = Wms2Command.plain(home);
        String name = "demo-rereco-stopped-" + Instant.now().getEpochSecond();
        cms.create("demo-rereco", name);

        Running importing = wms2.start("import", name, "--json");
        importing.awaitTalk("on hold", PATIENCE);
        wms2.run("stop", name, "--why", "the disk is full").exits(0);
        Ended stopped = importing.ended(PATIENCE).exits(CONFLICT_OR_HELD);

        JsonNode held = stopped.json();
        assertThat(held.path("request").path("status").asText()).isEqualTo("held");
        assertThat(held.path("request").path("reason").asText()).contains("the disk is full");
        // How far the DAG came depends on the machine: not started, removed while it ran, or already ended.
        assertThat(held.path("dags").path(0).path("status").asText())
                .isIn("removed", "stopped", "interrupted", "completed");
        wms2.run("audit", name).exits(0);

        wms2.run("release", name).exits(0);
        CompletedRequest request = CompletedRequest.of(
                home, wms2.run("import", name, "--json").exits(0).json());
        request.isAnnounced(cms);
        JsonNode document = cms.document(name);
        List<MergedFile.RunLumi> good =
                LumiLists.good(cms.lumis(document.path("InputDataset").asText()), document.path("LumiList"));
        for (String dataset : request.datasets()) {
            assertThat(cms.lumis(dataset)).as("lumis of %s in DBS", dataset).containsExactlyInAnyOrderElementsOf(good);
            List<String> registered = cms.files(dataset).stream()
                    .map(f -> f.path("logical_file_name").asText())
                    .toList();
            assertThat(cms.rucioFiles(dataset)).containsExactlyInAnyOrderElementsOf(registered);
            // A merge that the stop killed may have left files of its own on storage: nobody has heard of them.
            assertThat(request.files()).extracting(MergedFile::lfn).containsAll(registered);
        }
        wms2.run("audit", name).exits(0);
    }
}
