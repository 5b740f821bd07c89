package org.wms2.domain.splitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.workflow.GeneratorRange;
import org.wms2.ports.workflow.SplittingParameters;

class GeneratorSplitterTest {
    private static List<SplitJob> jobs(
            long firstEvent, long firstLumi, long events, long perJob, long perLumi, double efficiency) {
        List<SplitJob> jobs = new ArrayList<>();
        new GeneratorSplitter(
                        new SplittingParameters(SplittingAlgo.EVENT_BASED, perJob, perLumi, 1, 1, false, false),
                        new GeneratorRange(firstEvent, firstLumi, events, 1),
                        efficiency)
                .forEach(jobs::add);
        return jobs;
    }

    @Test
    void an_extension_goes_on_where_it_is_told_to() {
        assertThat(jobs(10_001, 101, 500, 200, 100, 1))
                .extracting(SplitJob::range)
                .containsExactly(
                        new EventRange(1, 10_001, 10_200, 101, 102),
                        new EventRange(1, 10_201, 10_400, 103, 104),
                        new EventRange(1, 10_401, 10_500, 105, 105));
    }

    @Test
    void the_event_number_begins_again_at_1_before_it_would_pass_32_bits_but_lumis_go_on() {
        assertThat(jobs(4_294_966_896L, 7, 1_000, 300, 100, 1))
                .extracting(SplitJob::range)
                .startsWith(new EventRange(1, 4_294_966_896L, 4_294_967_195L, 7, 9), new EventRange(1, 1, 300, 10, 12));
    }

    @Test
    void nothing_per_job_is_refused() {
        assertThatThrownBy(() -> jobs(1, 1, 10, 0, 1, 1)).isInstanceOf(InputRefusedException.class);
    }

    @RepeatedTest(200)
    void shares_sum_up_and_lumis_never_overlap() {
        long seed = Inputs.seed();
        RandomGenerator random = Inputs.random(seed);
        long firstLumi = random.nextLong(1, 1_000);
        long events = random.nextLong(1, 20_000);
        long perJob = random.nextLong(1, 400);
        long perLumi = random.nextLong(1, perJob + 1);
        double efficiency = random.nextBoolean() ? 1 : random.nextDouble(0.001, 1);
        long firstEvent = random.nextInt(3) == 0 ? 4_294_967_295L - random.nextLong(5_000) : random.nextLong(1, 1_000);

        long sum = 0;
        long output = 0;
        long nextLumi = firstLumi;
        for (SplitJob job : jobs(firstEvent, firstLumi, events, perJob, perLumi, efficiency)) {
            EventRange range = Objects.requireNonNull(job.range());
            assertThat(range.firstLumi()).as("seed %s", seed).isGreaterThanOrEqualTo(nextLumi);
            assertThat(range.lastLumi() - range.firstLumi() + 1)
                    .as("seed %s", seed)
                    .isEqualTo(Math.ceilDiv(range.events(), perLumi));
            assertThat(range.events()).as("seed %s", seed).isEqualTo(job.events());
            nextLumi = range.lastLumi() + 1;
            sum += job.events();
            output += job.outputEvents();
            assertThat(job.outputEvents()).as("seed %s", seed).isBetween(0L, job.events());
            assertThat(output).as("seed %s", seed).isEqualTo(Math.round(sum * efficiency));
        }
        assertThat(sum).as("seed %s", seed).isEqualTo(events);
    }
}
