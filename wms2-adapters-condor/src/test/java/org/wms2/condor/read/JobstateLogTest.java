package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobstateLogTest {
    private static final String TEXT = """
            1795302922 INTERNAL *** DAGMAN_STARTED 16.0 ***
            1795302923 landing SUBMIT 19.0 - - 1
            1795302927 landing JOB_FAILURE -11 - - 1
            1795302942 INTERNAL *** DAGMAN_FINISHED 0 ***
            """;

    @Test
    void events_of_nodes_and_of_dagman_are_read() {
        assertThat(JobstateLog.parse("fixture", TEXT))
                .containsExactly(
                        new JobstateLog.Event(
                                Instant.ofEpochSecond(1795302922), "INTERNAL", "DAGMAN_STARTED 16.0", "-"),
                        new JobstateLog.Event(Instant.ofEpochSecond(1795302923), "landing", "SUBMIT", "19.0"),
                        new JobstateLog.Event(Instant.ofEpochSecond(1795302927), "landing", "JOB_FAILURE", "-11"),
                        new JobstateLog.Event(Instant.ofEpochSecond(1795302942), "INTERNAL", "DAGMAN_FINISHED 0", "-"));
    }

    @Test
    void a_line_that_is_still_being_written_is_left_for_the_next_time() {
        assertThat(JobstateLog.parse("fixture", TEXT + "17953029")).hasSize(4);
    }

    @Test
    void a_foreign_line_is_refused() {
        assertThatThrownBy(() -> JobstateLog.parse("fixture", "what is this\n"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("what is this");
    }
}
