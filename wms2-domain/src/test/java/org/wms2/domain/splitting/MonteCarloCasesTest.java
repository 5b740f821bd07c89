package org.wms2.domain.splitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.workflow.GeneratorRange;

/** What WMCore's MonteCarlo policy was seen to do: contracts/data/wq-montecarlo-cases.json in -Dwms2.shared. */
class MonteCarloCasesTest {
    private static final Path FILE =
            Path.of(System.getProperty("wms2.shared", "absent"), "contracts", "data", "wq-montecarlo-cases.json");

    static List<Arguments> cases() throws IOException {
        if (!Files.isReadable(FILE)) {
            System.err.println("[montecarlo] NOT RUN: no " + FILE + "; -Dwms2.shared=DIR says where it is");
            return List.of(Arguments.of("absent", new ObjectMapper().createObjectNode()));
        }
        List<Arguments> cases = new ArrayList<>();
        for (JsonNode one : new ObjectMapper().readTree(FILE.toFile()).path("cases")) {
            cases.add(Arguments.of(one.path("id").asText(), one));
        }
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void elements_and_jobs_are_those_of_wmcore(String id, JsonNode one) {
        assumeThat(id).isNotEqualTo("absent");
        JsonNode inputs = one.path("inputs");
        if (one.path("expected").has("raises")) {
            assertThatThrownBy(() -> splitter(inputs))
                    .isInstanceOf(InputRefusedException.class)
                    .hasMessageContaining("10 lumi sections a job");
            return;
        }

        GeneratorSplitter splitter = splitter(inputs);
        List<GeneratorElement> elements = new ArrayList<>();
        splitter.elements().forEach(elements::add);
        JsonNode expected = one.path("expected").path("elements");
        assertThat(elements).hasSize(expected.size());
        for (int i = 0; i < elements.size(); i++) {
            GeneratorElement element = elements.get(i);
            JsonNode mask = expected.get(i).path("Mask");
            assertThat(element.jobs()).isEqualTo(expected.get(i).path("Jobs").asLong());
            assertThat(element.lumis())
                    .isEqualTo(expected.get(i).path("NumberOfLumis").asLong());
            assertThat(element.events())
                    .isEqualTo(expected.get(i).path("NumberOfEvents").asLong());
            assertThat(element.firstEvent()).isEqualTo(mask.path("FirstEvent").asLong());
            assertThat(element.lastEvent()).isEqualTo(mask.path("LastEvent").asLong());
            assertThat(element.firstLumi()).isEqualTo(mask.path("FirstLumi").asLong());
            assertThat(element.lastLumi()).isEqualTo(mask.path("LastLumi").asLong());
            jobsFill(splitter, element);
        }
    }

    /** The element's jobs are as many as it says, and take its lumi sections from the first to the last. */
    private static void jobsFill(GeneratorSplitter splitter, GeneratorElement element) {
        List<EventRange> jobs = new ArrayList<>();
        splitter.jobs(List.of(new Span(element.start(), element.end())))
                .forEachRemaining(job -> jobs.add(Objects.requireNonNull(job.range())));
        assertThat(jobs).hasSize(Math.toIntExact(element.jobs()));
        assertThat(jobs.getFirst().firstLumi()).isEqualTo(element.firstLumi());
        assertThat(jobs.getLast().lastLumi()).isEqualTo(element.lastLumi());
        assertThat(jobs).allSatisfy(job -> assertThat(job.lastEvent()).isLessThanOrEqualTo(0xffff_ffffL));
    }

    private static GeneratorSplitter splitter(JsonNode inputs) {
        long perJob = inputs.path("SliceSize").asLong(1_000);
        return new GeneratorSplitter(
                Generators.parameters(perJob, inputs.path("SubSliceSize").asLong(perJob), false),
                new GeneratorRange(
                        inputs.path("firstEvent").asLong(),
                        inputs.path("firstLumi").asLong(),
                        inputs.path("totalEvents").asLong(),
                        1),
                1,
                new ElementLimits(
                        inputs.path("MaxJobsPerElement").asLong(ElementLimits.DEFAULT.maxJobs()),
                        inputs.path("MaxLumisPerElement").asLong(ElementLimits.DEFAULT.maxLumis())));
    }
}
