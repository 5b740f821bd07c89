package org.wms2.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wms2.domain.splitting.GeneratorSplitter;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.workflow.GeneratorRange;
import org.wms2.ports.workflow.SplittingParameters;

/** Our splitters against the recorded behaviour of WMCore's, and of its MonteCarlo start policy. */
class FileAndEventSplittingCasesTest {
    private static final Set<String> ALGORITHMS = Set.of("FileBased", "EventBased");
    private static final int DEFAULT_SLICE = 1_000;
    private static final int DEFAULT_JOBS = 1_000;

    @Test
    void every_recorded_case_of_FileBased_and_EventBased_gives_the_same_jobs() throws IOException {
        Optional<JsonNode> cases = SharedData.read("splitting-cases.json");
        if (cases.isEmpty()) {
            return;
        }
        int ran = 0;
        List<String> left = new ArrayList<>();
        for (JsonNode node : cases.get().get("cases")) {
            if (!ALGORITHMS.contains(node.get("algorithm").asText())) {
                continue;
            }
            SplittingCase recorded = new SplittingCase(node);
            String notOurs = recorded.notOurs();
            if (notOurs != null) {
                left.add(recorded.id() + " (" + notOurs + ")");
                continue;
            }
            if (recorded.raises()) {
                assertThatThrownBy(recorded::ours).as(recorded.id()).isInstanceOf(InputRefusedException.class);
            } else {
                assertThat(recorded.ours()).as(recorded.id()).isEqualTo(recorded.theirs());
            }
            ran++;
        }
        SharedData.ran(ran, "splitting cases of FileBased and EventBased; left out: " + left);
        assertThat(ran).isGreaterThan(40);
    }

    @Test
    void every_recorded_case_of_the_MonteCarlo_policy_gives_the_same_elements() throws IOException {
        Optional<JsonNode> cases = SharedData.read("wq-montecarlo-cases.json");
        if (cases.isEmpty()) {
            return;
        }
        int ran = 0;
        for (JsonNode node : cases.get().get("cases")) {
            JsonNode inputs = node.get("inputs");
            if (inputs.has("MaxLumisPerElement")) {
                continue; // how many jobs an element holds is the WorkQueue's; we have no elements
            }
            assertThat(elements(inputs)).as(node.get("id").asText()).isEqualTo(expected(node));
            ran++;
        }
        SharedData.ran(ran, "cases of the MonteCarlo start policy");
        assertThat(ran).isGreaterThan(10);
    }

    private static List<String> elements(JsonNode inputs) {
        long perJob = inputs.path("SliceSize").asLong(DEFAULT_SLICE);
        long perLumi = inputs.path("SubSliceSize").asLong(perJob);
        int perElement = inputs.path("MaxJobsPerElement").asInt(DEFAULT_JOBS);
        GeneratorSplitter splitter = new GeneratorSplitter(
                new SplittingParameters(SplittingAlgo.EVENT_BASED, perJob, perLumi, 1, 1, false, false),
                new GeneratorRange(
                        inputs.get("firstEvent").asLong(),
                        inputs.get("firstLumi").asLong(),
                        inputs.get("totalEvents").asLong(),
                        1),
                1);
        List<String> elements = new ArrayList<>();
        List<EventRange> open = new ArrayList<>();
        long first = inputs.get("firstEvent").asLong();
        for (SplitJob job : splitter) {
            open.add(job.range());
            if (open.size() == perElement) {
                elements.add(element(open, first));
                first = open.getLast().lastEvent() + 1;
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            elements.add(element(open, first));
        }
        return elements;
    }

    /** WMCore's element begins where the one before ends; only its jobs begin again at 1. */
    private static String element(List<EventRange> jobs, long first) {
        long events = jobs.stream().mapToLong(EventRange::events).sum();
        long firstLumi = jobs.getFirst().firstLumi();
        long lastLumi = jobs.getLast().lastLumi();
        return written(jobs.size(), lastLumi - firstLumi + 1, first, first + events - 1, firstLumi, lastLumi);
    }

    private static List<String> expected(JsonNode node) {
        List<String> elements = new ArrayList<>();
        for (JsonNode element : node.get("expected").get("elements")) {
            JsonNode mask = element.get("Mask");
            elements.add(written(
                    element.get("Jobs").asLong(),
                    element.get("NumberOfLumis").asLong(),
                    mask.get("FirstEvent").asLong(),
                    mask.get("LastEvent").asLong(),
                    mask.get("FirstLumi").asLong(),
                    mask.get("LastLumi").asLong()));
        }
        return elements;
    }

    private static String written(long jobs, long lumis, long first, long last, long firstLumi, long lastLumi) {
        return jobs + " jobs, " + lumis + " lumis: events " + first + "-" + last + ", lumis " + firstLumi + "-"
                + lastLumi;
    }
}
