package org.wms2.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wms2.ports.error.InputRefusedException;

class EventNumbersTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            value = {
                "SC_ProdPsi, -, 100, 40, 10000, 1100, 100",
                "SC_6Tasks_PU: lumi larger than job, -, 500, 89.4, 20000, 483, 483",
                "filter efficiency 0.05, -, 300, 144, 200000, 300, 300",
                "fewer events than a job, -, -, 1, 17, 17, 17",
                "half to even below, 250, 100, 1, 100000, 200, 100",
                "half to even above, 350, 100, 1, 100000, 400, 100",
                "less than half a lumi still one, 149, 100, 1, 100000, 100, 100",
                "longer than the target, -, -, 50000, 10, 1, 1",
                "a result stays, 1100, 100, 40, 10000, 1100, 100",
            })
    void numbers_of_a_job_are_those_of_ReqMgr2(
            String name,
            Long perJob,
            Long perLumi,
            double seconds,
            long requested,
            long expectedPerJob,
            long expectedPerLumi) {
        assertThat(EventNumbers.of(perJob, perLumi, seconds, requested))
                .as(name)
                .isEqualTo(new EventNumbers(expectedPerJob, expectedPerLumi));
    }

    @Test
    void events_to_generate_are_cut_not_rounded() {
        assertThat(EventNumbers.requested(10_000, 0.05)).isEqualTo(200_000);
        assertThat(EventNumbers.requested(10, 0.3)).isEqualTo(33);
        assertThat(EventNumbers.requested(10, 1)).isEqualTo(10);
    }

    @Test
    void numbers_that_make_no_sense_are_refused_by_name() {
        assertThatThrownBy(() -> EventNumbers.requested(1, 1.5))
                .isInstanceOfSatisfying(
                        InputRefusedException.class, e -> assertThat(e.field()).isEqualTo("FilterEfficiency"));
        assertThatThrownBy(() -> EventNumbers.of(0L, null, 1, 10))
                .isInstanceOfSatisfying(
                        InputRefusedException.class, e -> assertThat(e.field()).isEqualTo("EventsPerJob"));
        assertThatThrownBy(() -> EventNumbers.of(null, null, 0, 10))
                .isInstanceOfSatisfying(
                        InputRefusedException.class, e -> assertThat(e.field()).isEqualTo("TimePerEvent"));
    }
}
