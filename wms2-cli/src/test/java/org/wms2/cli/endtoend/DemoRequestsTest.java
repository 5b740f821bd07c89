package org.wms2.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The two demos that a newcomer runs, from nothing to announced outputs. */
@Tag("htcondor")
class DemoRequestsTest {
    private static TestHome home;
    private static PretendedCms cms;
    private static Wms2Command wms2;

    @BeforeAll
    static void findTheHome() {
        home = TestHome.required();
        cms = new PretendedCms(home);
        wms2 = Wms2Command.plain(home);
    }

    @Test
    void a_generator_request_ends_with_the_planned_events_on_disk_and_announced() {
        JsonNode plan =
                wms2.run("import", "demo-gen", "--dry-run", "--json").exits(0).json();

        CompletedRequest request = completed("demo-gen");

        holdsWhatHoldsForAll(request, plan);
        assertThat(request.datasets()).hasSize(4);
    }

    @Test
    void a_request_with_input_processes_every_good_lumi_once() {
        JsonNode plan = wms2.run("import", "demo-rereco", "--dry-run", "--json")
                .exits(0)
                .json();

        CompletedRequest request = completed("demo-rereco");

        holdsWhatHoldsForAll(request, plan);
        JsonNode document = cms.document(request.name());
        String input = document.path("InputDataset").asText();
        List<MergedFile.RunLumi> good = LumiLists.good(cms.lumis(input), document.path("LumiList"));
        assertThat(good).as("lumis of %s in the LumiList", input).isNotEmpty();
        assertThat(good.size())
                .as("some lumis are masked")
                .isLessThan(cms.lumis(input).size());
        for (String dataset : request.datasets()) {
            List<MergedFile.RunLumi> made = new ArrayList<>();
            request.files().stream().filter(f -> f.dataset().equals(dataset)).forEach(f -> made.addAll(f.lumis()));
            assertThat(made).as("lumis of %s on disk", dataset).containsExactlyInAnyOrderElementsOf(good);
            assertThat(cms.lumis(dataset)).as("lumis of %s in DBS", dataset).containsExactlyInAnyOrderElementsOf(good);
        }
        List<String> inputFiles = cms.files(input).stream()
                .map(f -> f.path("logical_file_name").asText())
                .toList();
        assertThat(request.files())
                .allSatisfy(file -> assertThat(file.parents())
                        .as("parents of %s", file.lfn())
                        .isNotEmpty()
                        .doesNotHaveDuplicates()
                        .isSubsetOf(inputFiles));
    }

    private static CompletedRequest completed(String demo) {
        return CompletedRequest.of(
                home, wms2.run("import", demo, "--json").exits(0).json());
    }

    private static void holdsWhatHoldsForAll(CompletedRequest request, JsonNode plan) {
        request.isAnnounced(cms);
        request.isOnDisk(cms);
        request.isRegisteredOnce(cms);
        request.ranAtElectedSites();
        JsonNode units = request.json().path("workUnits");
        assertThat(units.path("total").asInt()).isEqualTo(plan.path("workUnits").asInt());
        assertThat(units.path("jobs").asInt()).isEqualTo(plan.path("jobs").asInt());
        assertThat(units.path("byStatus").properties()).containsExactly(Map.entry("registered", units.path("total")));
        assertThat(request.eventsOnDisk()).isEqualTo(CompletedRequest.eventsTold(plan));
    }
}
