package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.condor.dag.DagDirectory;
import org.wms2.condor.dag.DagSettings;
import org.wms2.condor.dag.JobAttributes;
import org.wms2.condor.dag.JobLimits;
import org.wms2.condor.dag.JobPolicy;
import org.wms2.condor.dag.SyntheticPayload;
import org.wms2.condor.dag.TestProxy;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.NodeRole;
import org.wms2.ports.system.CallObserver;

/** What condor_qedit's words mean, as seen in 23.9.6. */
class QueueEditsTest {
    private static final DagKey KEY = new DagKey(new DagTag("req-v1-r0"), 0);
    private static final String NOTHING = "Failed to set attribute \"JobPrio\" by constraint: (x)\n"
            + "Queue transaction failed.  No attributes were set.";
    private static final HeldJob HELD = new HeldJob(
            KEY,
            new ClusterId(7),
            SamplePlans.workUnitId("req", 0),
            NodeRole.PROCESSING,
            "",
            HeldJob.OUT_OF_MEMORY,
            0,
            "",
            500,
            0,
            Instant.EPOCH);

    @TempDir
    private Path temp;

    private PretendedTools tools;

    private CondorTools condor() {
        return new CondorTools(tools.environment(), ToolSettings.DEFAULT, Instant::now, CallObserver.NONE);
    }

    @BeforeEach
    void pretend() {
        tools = new PretendedTools(temp);
        tools.says("condor_qedit", 0, "Set attribute \"JobPrio\" for 1 matching jobs.", "");
    }

    @Test
    void every_role_keeps_its_distance_from_the_request() {
        condor().setPriority(KEY, 100);
        String tagged = "condor_qedit <-constraint> <WMS2_DagId == \"req-v1-r0\" && WMS2_Attempt == 0 && ";
        assertThat(tools.calls())
                .containsExactly(
                        tagged
                                + "JobUniverse == 7 && JobStatus != 3 && JobStatus != 4 && JobPrio =!= 100> <JobPrio> <100>",
                        tagged + "WMS2_Role == \"landing\" && JobStatus != 3 && JobStatus != 4 && JobPrio =!= 130>"
                                + " <JobPrio> <130>",
                        tagged + "WMS2_Role == \"processing\" && JobStatus != 3 && JobStatus != 4 && JobPrio =!= 100>"
                                + " <JobPrio> <100>",
                        tagged + "WMS2_Role == \"merge\" && JobStatus != 3 && JobStatus != 4 && JobPrio =!= 120>"
                                + " <JobPrio> <120>",
                        tagged + "WMS2_Role == \"cleanup\" && JobStatus != 3 && JobStatus != 4 && JobPrio =!= 110>"
                                + " <JobPrio> <110>");
    }

    @Test
    void nothing_edited_is_harmless_only_if_nothing_is_left_to_edit() {
        tools.says("condor_qedit", 1, "", NOTHING);
        condor().setPriority(KEY, 100);

        tools.says("condor_q", 0, "[{\"ClusterId\": 7}]", "");
        assertThatThrownBy(() -> condor().setPriority(KEY, 100))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("Queue transaction failed");

        tools.says("condor_q", 1, "", "Error: Can't find address for schedd vm");
        assertThatThrownBy(() -> condor().setPriority(KEY, 100)).isInstanceOf(ServiceUnavailableException.class);

        tools.says("condor_qedit", 1, "", "ERROR: Can't find address of local schedd");
        assertThatThrownBy(() -> condor().raiseMemory(HELD, 750))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("Can't find address");
        assertThat(tools.calls()).noneMatch(c -> c.startsWith("condor_release"));
    }

    @Test
    void a_job_is_released_for_the_reason_that_it_was_held_for_and_only_once_it_asks_for_enough() {
        condor().raiseMemory(HELD, 750);
        String held = "<ClusterId == 7 && JobStatus == 5 && HoldReasonCode == 34 && ";
        assertThat(tools.calls())
                .containsExactly(
                        "condor_qedit <-constraint> " + held + "!(RequestMemory >= 750)> <RequestMemory> <750>",
                        "condor_release <-constraint> " + held + "RequestMemory >= 750>");

        tools.says("condor_release", 1, "", "Couldn't find/release all jobs matching constraint (x)");
        condor().raiseMemory(HELD, 750);
        tools.says("condor_release", 1, "", "Error: Can't find address for schedd vm");
        assertThatThrownBy(() -> condor().raiseMemory(HELD, 750)).isInstanceOf(ServiceUnavailableException.class);
    }

    @Test
    void nothing_is_submitted_with_a_proxy_that_has_ended_and_all_goes_on_once_it_is_renewed() throws Exception {
        // Not in /tmp: submissions there are refused.
        Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "proxy");
        Path proxy = TestProxy.write(home.resolve("x509up"), "-3d", 1);
        DagSettings settings = DagSettings.of(home, SyntheticPayload.at(home))
                .withJobs(new JobPolicy(JobAttributes.NONE, JobLimits.DEFAULT, 1000, proxy));
        DagPlan plan = SamplePlans.generator("proxied", 1, 1);
        String directory =
                new DagDirectory(settings).write(plan, DagFiles.UNFENCED).directory();
        tools.says("condor_submit_dag", 0, "1 job(s) submitted to cluster 32.", "");

        assertThatThrownBy(() -> condor().submitOnHold(plan.header().key(), directory))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("ended at");
        assertThat(tools.calls()).isEmpty();

        TestProxy.write(proxy, "-1d", 3);
        assertThat(condor().submitOnHold(plan.header().key(), directory)).isEqualTo(new ClusterId(32));
        org.wms2.condor.Trees.delete(home);
    }
}
