package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wms2.ports.htcondor.DagMetrics;
import org.wms2.ports.id.ClusterId;

class MetricsFileTest {
    private static final String V1 = """
            {"client":"condor_dagman","version":"23.9.6","type":"metrics","start_time":1795302920.869,
             "end_time":1795302945.958,"duration":25.089,"exitcode":1,"dagman_id":"15","parent_dagman_id":"",
             "rescue_dag_number":2,"jobs":1,"jobs_failed":0,"jobs_succeeded":1,"dag_jobs":5,"dag_jobs_failed":2,
             "dag_jobs_succeeded":3,"total_jobs":6,"total_jobs_run":6,"DagStatus":2}
            """;

    @Test
    void the_layout_of_23_9_is_read() {
        assertThat(MetricsFile.parse("v1", V1))
                .isEqualTo(new MetricsFile(
                        new DagMetrics(new ClusterId(15), 1, 2, 2), Instant.ofEpochSecond(1795302920), 6, 2, 4));
    }

    @Test
    void the_later_layout_says_nodes_and_means_the_same() {
        String v2 = V1.replace("\"jobs", "\"nodes").replace("\"dag_jobs", "\"dag_nodes");
        assertThat(MetricsFile.parse("v2", v2)).isEqualTo(MetricsFile.parse("v1", V1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"dagman_id\": 15}", "{\"a\":1,\"a\":2}", "{} {}"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> MetricsFile.parse("fixture", text)).isInstanceOf(UnreadableException.class);
    }
}
