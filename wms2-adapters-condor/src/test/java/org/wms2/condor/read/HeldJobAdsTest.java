package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.plan.NodeRole;

class HeldJobAdsTest {
    private static final String OURS = "\"ClusterId\": 65, \"WMS2_DagId\": \"req-v1-r0\", \"WMS2_Attempt\": 1,"
            + " \"WMS2_WorkUnit\": \"abcdefghij\", \"WMS2_Role\": \"processing\"";

    private static List<HeldJob> read(String... ads) {
        return HeldJobAds.read("fixture", "[" + String.join(",", ads) + "]", "");
    }

    @Test
    void a_held_job_says_why_since_when_and_with_how_much_memory() {
        assertThat(read("{" + OURS + ", \"DAGNodeName\": \"proc_000003\", \"HoldReasonCode\": 34,"
                        + " \"HoldReasonSubCode\": 102, \"HoldReason\": \"over memory limit\", \"RequestMemory\": 2000,"
                        + " \"MemoryUsage\": \"\\/Expr(( ( ResidentSetSize + 1023 ) / 1024 ))\\/\","
                        + " \"ResidentSetSize\": 2500000, \"ResidentSetSize_RAW\": 2458112,"
                        + " \"EnteredCurrentStatus\": 1795304615}"))
                .containsExactly(new HeldJob(
                        new DagKey(new DagTag("req-v1-r0"), 1),
                        new ClusterId(65),
                        new WorkUnitId("abcdefghij"),
                        NodeRole.PROCESSING,
                        "proc_000003",
                        34,
                        102,
                        "over memory limit",
                        2000,
                        2401,
                        Instant.ofEpochSecond(1795304615)));
    }

    @Test
    void what_an_ad_does_not_say_is_zero_or_empty() {
        HeldJob job = read("{" + OURS + ", \"RequestMemory\": \"\\/Expr(2 * 1000)\\/\", \"MemoryUsage\": 17}")
                .getFirst();
        assertThat(job.node()).isEmpty();
        assertThat(job.reason()).isEmpty();
        assertThat(job.code()).isZero();
        assertThat(job.requestedMemoryMb()).isZero();
        assertThat(job.usedMemoryMb()).isEqualTo(17);
        assertThat(job.since()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void jobs_of_somebody_else_are_passed_over() {
        assertThat(read(
                        "{\"ClusterId\": 3}",
                        "{" + OURS.replace("req-v1-r0", "e2") + "}",
                        "{" + OURS.replace("abcdefghij", "not an id of ours") + "}",
                        "{" + OURS.replace("processing", "analysis") + "}",
                        "{" + OURS.replace("\"WMS2_Role\"", "\"Role\"") + "}",
                        "{" + OURS.replace("65", "\"65\"") + "}",
                        "{" + OURS.replace("65", "66") + "}",
                        "{" + OURS + "}"))
                .extracting(HeldJob::cluster)
                .containsExactly(new ClusterId(65), new ClusterId(66));
    }

    @Test
    void no_answer_is_no_held_job_and_another_one_is_refused() {
        assertThat(HeldJobAds.read("condor_q", "", "")).isEmpty();
        assertThatThrownBy(() -> HeldJobAds.read("condor_q", "-- Schedd", "")).isInstanceOf(UnreadableException.class);
    }
}
