package org.wms2.domain.splitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.wms2.domain.ledger.Spans;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.EventRange;

/** What holds for every generator. A failure names the seed; -Dwms2.seed gives it again. */
class GeneratorLawsTest {
    private final long seed = Inputs.seed();
    private final RandomGenerator random = Inputs.random(seed);
    private final Generators generator = Generators.random(random);

    @RepeatedTest(300)
    void every_event_is_generated_once_and_no_two_jobs_share_a_lumi() {
        double efficiency = random.nextBoolean() ? 1 : random.nextDouble(0.001, 1);
        long position = 0;
        long output = 0;
        long nextLumi = generator.firstLumi();
        for (SplitJob job : Generators.jobs(generator.splitter(efficiency), List.of(Span.ALL))) {
            EventRange range = Objects.requireNonNull(job.range());
            assertThat(job.spans()).as("seed %s", seed).containsExactly(new Span(position, position + job.events()));
            assertThat(range.events()).as("seed %s", seed).isEqualTo(job.events());
            assertThat(range.firstEvent()).as("seed %s", seed).isPositive();
            assertThat(range.lastEvent()).as("seed %s", seed).isLessThanOrEqualTo(4_294_967_295L);
            assertThat(range.firstLumi()).as("seed %s", seed).isEqualTo(nextLumi);
            assertThat(range.lastLumi() - range.firstLumi() + 1)
                    .as("seed %s", seed)
                    .isEqualTo(Math.ceilDiv(range.events(), generator.perLumi()));
            nextLumi = range.lastLumi() + 1;
            position += job.events();
            output += job.outputEvents();
            assertThat(job.outputEvents()).as("seed %s", seed).isNotNegative();
            assertThat(output).as("seed %s", seed).isEqualTo(Math.round(position * efficiency));
        }
        assertThat(position).as("seed %s", seed).isEqualTo(generator.events());
    }

    @RepeatedTest(300)
    void numbers_are_those_that_wmcore_counts_job_by_job() {
        List<Long> firsts = new ArrayList<>();
        for (SplitJob job : Generators.jobs(generator.splitter(1), List.of(Span.ALL))) {
            firsts.add(Objects.requireNonNull(job.range()).firstEvent());
        }

        assertThat(firsts).as("seed %s", seed).isEqualTo(generator.firstEvents());
    }

    @RepeatedTest(300)
    void any_jobs_by_themselves_are_the_same_as_among_all() {
        GeneratorSplitter splitter = generator.splitter(random.nextDouble(0.001, 1));
        List<Span> wanted = generator.someJobs(random);
        List<SplitJob> expected = Generators.jobs(splitter, List.of(Span.ALL)).stream()
                .filter(job -> !Spans.within(job.spans().getFirst(), wanted).isEmpty())
                .toList();

        assertThat(Generators.jobs(splitter, wanted)).as("seed %s", seed).isEqualTo(expected);
    }
}
