package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobCounts;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.htcondor.QueueSnapshot;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

class DagAdsTest {
    private static final String TAG = "\"WMS2_DagId\": \"req-v1-r0\", \"WMS2_Attempt\": 0";

    private static List<DagObservation> observations(String... ads) {
        return DagAds.read("fixture", "[" + String.join(",", ads) + "]", "");
    }

    @Test
    void no_text_is_no_ads() {
        assertThat(JobAd.parse("condor_q", "")).isEmpty();
        assertThat(JobAd.parse("condor_history", "[\n]\n")).isEmpty();
    }

    @Test
    void counters_of_inner_dags_are_summed_into_their_outer_one() {
        List<DagObservation> dags = observations(
                "{\"ClusterId\": 9, \"JobStatus\": 2, \"NumJobStarts\": 1, \"DAG_NodesTotal\": 3, \"DAG_NodesDone\": 1,"
                        + "\"DAG_JobsRunning\": 2, " + TAG + "}",
                "{\"ClusterId\": 10, \"JobStatus\": 2, \"DAGManJobId\": 9, \"DAG_JobsIdle\": 4, \"DAG_JobsRunning\": 5, "
                        + TAG + "}",
                "{\"ClusterId\": 11, \"JobStatus\": 2, \"DAGManJobId\": 9, \"DAG_JobsHeld\": 1, \"DAG_JobsCompleted\": 7, "
                        + TAG + "}");
        assertThat(dags).singleElement().satisfies(d -> {
            assertThat(d.jobs()).isEqualTo(new JobCounts(4, 5, 1, 7));
            assertThat(d.groupsTotal()).isEqualTo(3);
            assertThat(d.groupsDone()).isEqualTo(1);
            assertThat(d.exitCode()).isNull();
        });
    }

    @Test
    void an_outer_dagman_of_splices_has_the_jobs_itself_and_its_nodes_are_no_work_units() {
        List<DagObservation> dags = observations(
                "{\"ClusterId\": 9, \"JobStatus\": 2, \"NumJobStarts\": 1, \"WMS2_Layout\": \"splice\", \"DAG_NodesTotal\": 18,"
                        + "\"DAG_NodesDone\": 7, \"DAG_JobsIdle\": 4, \"DAG_JobsRunning\": 5, \"DAG_JobsCompleted\": 7, "
                        + TAG + "}");
        assertThat(dags).singleElement().satisfies(d -> {
            assertThat(d.jobs()).isEqualTo(new JobCounts(4, 5, 0, 7));
            assertThat(d.groupsTotal()).isZero();
            assertThat(d.groupsDone()).isZero();
        });
    }

    @Test
    void a_submission_on_hold_is_told_from_other_holds() {
        String ad =
                "{\"ClusterId\": 9, \"JobStatus\": 5, \"NumJobStarts\": 0, \"HoldReasonCode\": 15, \"HoldReason\": \"h\", "
                        + TAG + "}";
        assertThat(observations(ad)).singleElement().matches(DagObservation::isSubmittedOnHold);
        assertThat(observations(ad.replace("15", "1"))).singleElement().matches(d -> !d.isSubmittedOnHold());
    }

    @Test
    void swept_strays_are_there_for_who_knows_their_cluster_and_the_lowest_cluster_comes_first() {
        List<DagObservation> dags = observations(
                "{\"ClusterId\": 30, \"JobStatus\": 4, \"ExitCode\": 1, \"NumJobStarts\": 1, " + TAG + "}",
                "{\"ClusterId\": 8, \"JobStatus\": 3, \"NumJobStarts\": 0, " + TAG + "}",
                "{\"ClusterId\": 9, \"JobStatus\": 3, \"NumJobStarts\": 2, \"RemoveReason\": \"via condor_rm\", " + TAG
                        + "}");
        assertThat(dags).extracting(d -> d.cluster().value()).containsExactly(8, 9, 30);
        DagKey key = dags.getFirst().key();
        QueueSnapshot queue = new QueueSnapshot(Instant.EPOCH, dags);
        assertThat(queue.of(key)).extracting(d -> d.cluster().value()).containsExactly(9, 30);
        assertThat(queue.of(key, new ClusterId(8)).orElseThrow().isUnstartedRemoval())
                .isTrue();
        assertThat(dags.get(1).state()).isEqualTo(JobState.REMOVED);
        assertThat(dags.get(1).reason()).isEqualTo("via condor_rm");
        assertThat(dags.getLast().exitCode()).isEqualTo(1);
    }

    @Test
    void what_dagman_says_of_its_dag_is_known_once_it_has_said_so() {
        String ad = "{\"ClusterId\": 9, \"JobStatus\": 2, \"NumJobStarts\": 1, " + TAG;
        assertThat(observations(ad + "}"))
                .singleElement()
                .extracting(DagObservation::dagStatus)
                .isNull();
        assertThat(observations(ad + ", \"DAG_Status\": 6}"))
                .singleElement()
                .extracting(DagObservation::dagStatus)
                .isEqualTo(6);
    }

    @Test
    void an_exit_by_signal_has_the_status_that_a_shell_gives_it() {
        assertThat(observations("{\"ClusterId\": 9, \"JobStatus\": 4, \"ExitBySignal\": true, \"ExitSignal\": 11, "
                        + "\"NumJobStarts\": 1, " + TAG + "}"))
                .singleElement()
                .extracting(DagObservation::exitCode)
                .isEqualTo(139);
    }

    @Test
    void expressions_and_nulls_are_no_values() {
        JobAd ad = JobAd.parse("fixture", "[{\"A\": \"\\/Expr(DiskUsage)\\/\", \"B\": null, \"C\": 2.5, \"D\": 7}]")
                .getFirst();
        assertThat(ad.text("A")).isEmpty();
        assertThat(ad.integer("A")).isEmpty();
        assertThat(ad.integer("B")).isEmpty();
        assertThat(ad.integer("C")).isEmpty();
        assertThat(ad.integer("D")).hasValue(7);
    }

    @Test
    void dagmans_own_status_is_told_once_it_has_said_one() {
        String ad = "{\"ClusterId\": 9, \"JobStatus\": 2, \"NumJobStarts\": 1, " + TAG + "}";
        assertThat(observations(ad)).singleElement().matches(d -> d.dagStatus() == null);
        assertThat(observations(ad.replace("\"NumJobStarts\"", "\"DAG_Status\": 6, \"NumJobStarts\"")))
                .singleElement()
                .extracting(DagObservation::dagStatus)
                .isEqualTo(6);
    }

    @Test
    void somebody_elses_tag_is_not_ours() {
        assertThat(observations("{\"ClusterId\": 9, \"JobStatus\": 2, \"WMS2_DagId\": \"e2\", \"WMS2_Attempt\": 0}"))
                .isEmpty();
        assertThat(observations("{\"ClusterId\": 9, \"JobStatus\": 2, \"WMS2_DagId\": \"req-v1-r0\"}"))
                .isEmpty();
    }

    @Test
    void what_is_no_array_of_ads_is_refused() {
        for (String text : List.of("{}", "[1]", "-- Failed", "[{", "[{}", "[{}] {}", "[{},]")) {
            assertThatThrownBy(() -> JobAd.parse("fixture", text)).isInstanceOf(UnreadableException.class);
        }
    }
}
