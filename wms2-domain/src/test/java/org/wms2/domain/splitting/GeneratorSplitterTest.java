package org.wms2.domain.splitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.workflow.GeneratorRange;

class GeneratorSplitterTest {
    private static List<EventRange> ranges(long firstEvent, long firstLumi, long events, long perJob, long perLumi) {
        return ranges(firstEvent, firstLumi, events, perJob, perLumi, List.of(Span.ALL));
    }

    private static List<EventRange> ranges(
            long firstEvent, long firstLumi, long events, long perJob, long perLumi, List<Span> wanted) {
        GeneratorSplitter splitter = new GeneratorSplitter(
                Generators.parameters(perJob, perLumi, false), new GeneratorRange(firstEvent, firstLumi, events, 1), 1);
        return Generators.jobs(splitter, wanted).stream()
                .map(job -> Objects.requireNonNull(job.range()))
                .toList();
    }

    @Test
    void an_extension_goes_on_where_it_is_told_to() {
        assertThat(ranges(10_001, 101, 500, 200, 100))
                .containsExactly(
                        new EventRange(1, 10_001, 10_200, 101, 102),
                        new EventRange(1, 10_201, 10_400, 103, 104),
                        new EventRange(1, 10_401, 10_500, 105, 105));
    }

    @Test
    void the_last_lumi_of_each_job_is_short_where_lumis_do_not_fit() {
        assertThat(ranges(1, 1, 250, 100, 40))
                .containsExactly(
                        new EventRange(1, 1, 100, 1, 3),
                        new EventRange(1, 101, 200, 4, 6),
                        new EventRange(1, 201, 250, 7, 8));
    }

    @Test
    void the_event_number_begins_again_at_1_before_it_would_pass_32_bits_but_lumis_go_on() {
        assertThat(ranges(4_294_966_896L, 7, 1_000, 300, 100))
                .containsExactly(
                        new EventRange(1, 4_294_966_896L, 4_294_967_195L, 7, 9),
                        new EventRange(1, 1, 300, 10, 12),
                        new EventRange(1, 301, 600, 13, 15),
                        new EventRange(1, 601, 700, 16, 16));
    }

    @Test
    void a_recovered_job_gets_the_numbers_that_it_had() {
        assertThat(ranges(1, 1, 1_000, 100, 50, List.of(new Span(200, 300), new Span(900, 1_000))))
                .containsExactly(new EventRange(1, 201, 300, 5, 6), new EventRange(1, 901, 1_000, 19, 20));
    }

    @Test
    void the_last_of_ten_billion_jobs_is_found_at_once() {
        long events = 1_000_000_000_000L;

        assertThat(ranges(1, 1, events, 100, 100, List.of(new Span(events - 100, events))))
                .singleElement()
                .satisfies(job -> {
                    assertThat(job.firstLumi()).isEqualTo(10_000_000_000L);
                    assertThat(job.lastEvent()).isLessThanOrEqualTo(4_294_967_295L);
                });
    }

    @Test
    void pileup_is_skipped_by_the_events_of_every_job_before() {
        GeneratorSplitter splitter =
                new GeneratorSplitter(Generators.parameters(100, 50, true), new GeneratorRange(1, 1, 250, 1), 1);

        assertThat(Generators.jobs(splitter, List.of(Span.ALL)))
                .hasSize(3)
                .allSatisfy(job -> assertThat(job.skipPileupEvents()).isEqualTo(100));
        assertThat(Generators.jobs(splitter, List.of(Span.ALL))
                        .getLast()
                        .at(0, 7)
                        .skipPileupEvents())
                .isEqualTo(700);
    }

    @Test
    void half_a_job_is_refused_and_is_nobody_elses_fault() {
        assertThatThrownBy(() -> ranges(1, 1, 1_000, 100, 50, List.of(new Span(150, 300))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[150, 300)");
        assertThatThrownBy(() -> ranges(1, 1, 1_050, 100, 50, List.of(new Span(900, 1_020))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_no_job_can_number_is_refused() {
        assertThatThrownBy(() -> ranges(1, 1, 10, 0, 1))
                .isInstanceOf(InputRefusedException.class)
                .hasMessageContaining("EventsPerJob");
        assertThatThrownBy(() -> ranges(1, 1, 5_000_000_000L, 4_294_967_296L, 100))
                .isInstanceOf(InputRefusedException.class)
                .hasMessageContaining("32 bits");
        assertThatThrownBy(() -> ranges(Long.MAX_VALUE, 1, 10, 5, 5)).isInstanceOf(InputRefusedException.class);
        assertThatThrownBy(() -> ranges(1, Long.MAX_VALUE - 1, 10, 5, 5)).isInstanceOf(InputRefusedException.class);
    }
}
