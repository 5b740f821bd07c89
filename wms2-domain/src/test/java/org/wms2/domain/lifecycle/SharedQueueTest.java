package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wms2.domain.World;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.htcondor.JobCounts;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.NodeRole;

class SharedQueueTest {
    private final World world = new World();
    private final SharedQueue queue = new SharedQueue(world.condor, world.clock, Duration.ofSeconds(30));

    @Test
    void allWhoAskWithinACycleGetTheSameLook() {
        assertThat(queue.look()).isSameAs(queue.look());
        world.pass(Duration.ofSeconds(30));
        assertThat(queue.look().takenAt()).isEqualTo(world.now());
    }

    @Test
    void aScheddThatDoesNotAnswerIsAskedOnceACycleAndThenAgain() {
        world.condor.reachable(false);
        assertThatThrownBy(queue::look).isInstanceOf(ServiceUnavailableException.class);
        world.condor.reachable(true);
        assertThatThrownBy(queue::look).hasMessageContaining("the schedd does not answer");
        world.pass(Duration.ofSeconds(30));
        assertThat(queue.look().dags()).isEmpty();
    }

    @Test
    void aViewDoesWithoutAnAnswerRatherThanFail() {
        world.condor.reachable(false);
        assertThat(queue.glance()).isEmpty();
        world.condor.reachable(true);
        world.pass(Duration.ofSeconds(30));
        assertThat(queue.glance()).isPresent();
        world.condor.reachable(false);
        world.pass(Duration.ofSeconds(30));
        assertThat(queue.glance()).as("what was known last").isPresent();
    }

    @Test
    void heldJobsAreAskedForOnlyIfDagmanCountsSome() {
        DagKey key = runningDag();
        HeldJob job = heldJob(key, 900);
        world.condor.nodeJobs().hold(job);
        assertThat(queue.heldJobs()).as("DAGMan has counted none").isEmpty();
        world.condor.jobs(key, new JobCounts(0, 1, 1, 0));
        world.pass(Duration.ofSeconds(30));
        assertThat(queue.heldJobs()).containsExactly(job);
    }

    @Test
    void aViewSeesWhatIsHeldBeforeDagmanCountsItAndWaitsForASilentScheddOnce() {
        DagKey key = runningDag();
        HeldJob job = heldJob(key, 900);
        world.condor.nodeJobs().hold(job);
        assertThat(queue.heldNow()).containsExactly(job);
        world.condor.reachable(false);
        assertThatThrownBy(queue::heldNow).isInstanceOf(ServiceUnavailableException.class);
        world.condor.reachable(true);
        world.pass(Duration.ofSeconds(29));
        assertThatThrownBy(queue::heldNow).as("not asked again").isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(queue::look).isInstanceOf(ServiceUnavailableException.class);
        world.pass(Duration.ofSeconds(1));
        assertThat(queue.heldNow()).containsExactly(job);
    }

    @Test
    void heldJobsAreAskedForOnceACycle() {
        DagKey key = runningDag();
        world.condor.jobs(key, new JobCounts(0, 1, 2, 0));
        world.condor.nodeJobs().hold(heldJob(key, 900));
        List<HeldJob> first = queue.heldJobs();
        world.condor.nodeJobs().hold(heldJob(key, 901));
        assertThat(queue.heldJobs()).isSameAs(first).hasSize(1);
        world.pass(Duration.ofSeconds(30));
        assertThat(queue.heldJobs()).hasSize(2);
        world.condor.raiseMemory(heldJob(key, 900), 2000);
        queue.forget();
        assertThat(queue.heldJobs()).as("we have changed the queue ourselves").hasSize(1);
    }

    @Test
    void aJobThatWeReleasedIsHeldNoLongerAndTheOthersAreNotAskedForAgain() {
        DagKey key = runningDag();
        world.condor.jobs(key, new JobCounts(0, 1, 2, 0));
        world.condor.nodeJobs().hold(heldJob(key, 900));
        world.condor.nodeJobs().hold(heldJob(key, 901));
        assertThat(queue.heldJobs()).hasSize(2);
        world.condor.nodeJobs().hold(heldJob(key, 902));
        queue.forget(heldJob(key, 900));
        assertThat(queue.heldJobs()).containsExactly(heldJob(key, 901));
        world.pass(Duration.ofSeconds(30));
        assertThat(queue.heldJobs()).as("it is held again, or still").hasSize(3);
    }

    @Test
    void whileTheScheddIsSilentNoHeldJobIsKnown() {
        DagKey key = runningDag();
        world.condor.jobs(key, new JobCounts(0, 1, 1, 0));
        queue.look();
        world.condor.reachable(false);
        assertThatThrownBy(queue::heldJobs).isInstanceOf(ServiceUnavailableException.class);
        world.condor.reachable(true);
        assertThat(queue.heldJobs()).as("asked once a cycle, also in vain").isEmpty();
        assertThat(queue.look().dags()).as("what was known before").hasSize(1);
    }

    private DagKey runningDag() {
        DagPlan plan = SamplePlans.generator("held", 2, 3);
        DagKey key = plan.header().key();
        String directory = world.files.write(plan, DagFiles.UNFENCED).directory();
        world.condor.release(world.condor.submitOnHold(key, directory));
        world.condor.start(key);
        return key;
    }

    private HeldJob heldJob(DagKey key, int cluster) {
        return new HeldJob(
                key,
                new ClusterId(cluster),
                SamplePlans.workUnitId("held", 0),
                NodeRole.PROCESSING,
                "proc_000000",
                HeldJob.OUT_OF_MEMORY,
                0,
                "over memory limit",
                1000,
                1200,
                world.now());
    }
}
