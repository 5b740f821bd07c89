package org.wms2.ports.htcondor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.NodeRole;

class FakeHTCondorTest extends HTCondorContract {
    private final FakeDagFiles files = new FakeDagFiles();
    private final FakeHTCondor condor = new FakeHTCondor(() -> Instant.EPOCH, files);

    @Override
    protected HTCondor condor() {
        return condor;
    }

    @Override
    protected DagFiles files() {
        return files;
    }

    @Override
    protected String newRequestName() {
        return "contract";
    }

    @Override
    protected void aMoment() {
        condor.advance();
    }

    @Override
    protected ClusterId submitUnseen(DagKey key, String directory) {
        return condor.stray(key, directory);
    }

    @Override
    protected void holdNodeJobs(DagKey key) {
        WorkUnitId unit = files.workUnits(files.directory(key)).getFirst().id();
        ClusterId cluster = new ClusterId(1000);
        condor.nodeJobs()
                .hold(new HeldJob(
                        key,
                        cluster,
                        unit,
                        NodeRole.PROCESSING,
                        "proc_000000",
                        1,
                        0,
                        "by hand",
                        2000,
                        0,
                        Instant.EPOCH));
    }

    @Override
    protected String workDirectory() {
        return "/tmp";
    }

    @Test
    void a_finished_work_unit_has_a_manifest_with_the_plans_events() {
        DagPlan plan = SamplePlans.generator("manifest", 2, 3);
        DagKey key = plan.header().key();
        String directory = files.write(plan, DagFiles.UNFENCED).directory();
        condor.release(condor.submitOnHold(key, directory));
        condor.start(key);
        condor.finish(key, 1);
        assertThat(files.manifest(directory, 0)).isEmpty();
        WorkUnitManifest manifest = files.manifest(directory, 1).orElseThrow();
        assertThat(manifest.jobs()).isEqualTo(3);
        assertThat(manifest.files()).hasSize(2).allSatisfy(f -> {
            assertThat(f.events()).isEqualTo(300);
            assertThat(f.lumis().stream().mapToLong(l -> l.events()).sum()).isEqualTo(300);
            assertThat(f.lumis()).hasSize(6);
            assertThat(f.lfn().value()).contains("/00000/" + manifest.id() + "-a0_0_0_1-");
        });
        assertThat(manifest.files().get(1).parents())
                .containsExactly(manifest.files().get(0).lfn());
        condor.runToEnd(key);
        assertThat(condor.find(key).orElseThrow().exitCode()).isZero();
        assertThat(condor.everStarted(key)).isEqualTo(1);
    }

    @Test
    void an_unreachable_schedd_knows_nothing() {
        condor.reachable(false);
        DagKey key = SamplePlans.generator("down", 1, 1).header().key();
        assertThatThrownBy(() -> condor.find(key)).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(() -> condor.remaining(key)).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(condor::observe).isInstanceOf(ServiceUnavailableException.class);
    }

    @Test
    void a_dag_under_way_has_its_inner_dagmans_and_their_jobs_in_the_queue() {
        DagPlan plan = SamplePlans.generator("counts", 2, 3);
        DagKey key = plan.header().key();
        condor.release(
                condor.submitOnHold(key, files.write(plan, DagFiles.UNFENCED).directory()));
        condor.start(key);
        condor.startUnit(key, 0);
        assertThat(condor.remaining(key)).isEqualTo(4);
        condor.hold(key, 1, "by a person");
        assertThat(condor.remaining(key)).isEqualTo(4);
    }

    @Test
    void jobs_that_linger_stay_in_the_queue_until_the_test_says_otherwise() {
        DagPlan plan = SamplePlans.generator("lingers", 2, 3);
        DagKey key = plan.header().key();
        ClusterId cluster =
                condor.submitOnHold(key, files.write(plan, DagFiles.UNFENCED).directory());
        condor.release(cluster);
        condor.start(key);
        condor.linger(key, 5);
        condor.remove(cluster, "stop");
        assertThat(condor.remaining(key)).isEqualTo(5);
        condor.linger(key, 0);
        assertThat(condor.remaining(key)).isZero();
    }

    @Test
    void a_lost_answer_leaves_its_effect() {
        DagPlan plan = SamplePlans.generator("lost", 1, 1);
        String directory = files.write(plan, DagFiles.UNFENCED).directory();
        condor.loseNextAnswer();
        assertThatThrownBy(() -> condor.submitOnHold(plan.header().key(), directory))
                .isInstanceOf(ServiceUnavailableException.class);
        assertThat(condor.find(plan.header().key())).isPresent();
    }

    @Test
    void an_expired_dag_is_in_the_history_only_and_a_vanished_one_nowhere() {
        DagPlan plan = SamplePlans.generator("expired", 1, 1);
        DagKey key = plan.header().key();
        condor.release(
                condor.submitOnHold(key, files.write(plan, DagFiles.UNFENCED).directory()));
        condor.runToEnd(key);
        condor.expire(key);
        assertThat(condor.observe().of(key)).isEmpty();
        assertThat(condor.find(key)).isPresent();
        condor.vanish(key);
        assertThat(condor.find(key)).isEmpty();
    }

    @Test
    void a_unit_that_fails_in_one_attempt_is_done_by_the_next_and_the_others_are_not_done_again() {
        DagPlan plan = SamplePlans.generator("rescue", 3, 2);
        DagKey key = plan.header().key();
        String directory = files.write(plan, DagFiles.UNFENCED).directory();
        SiteName site = new SiteName("T2_CH_CERN");
        condor.failWhenRun(key, 1, site, FailureCategory.STORAGE, 60311, 2);
        ClusterId cluster = condor.submitOnHold(key, directory);
        condor.release(cluster);
        condor.runToEnd(key);
        assertThat(condor.find(key).orElseThrow().exitCode()).isOne();
        assertThat(files.failures(directory, SamplePlans.workUnitId("rescue", 1), 1, 0))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.site()).isEqualTo(site);
                    assertThat(f.nodes()).isEqualTo(2);
                });
        RescueCheck check = files.checkRescue(SamplePlans.dag(plan, directory, cluster));
        assertThat(check.done()).containsExactly(0, 2);

        DagKey next = new DagKey(key.tag(), 1);
        files.prepareRescue(next, directory, 9, DagFiles.UNFENCED);
        assertThat(files.attempt(directory)).isOne();
        assertThat(files.priority(directory)).isEqualTo(9);
        condor.release(condor.submitOnHold(next, directory));
        condor.start(next);
        assertThat(files.progress(directory).done()).containsExactly(0, 2);
        assertThat(files.progress(directory).failed()).isEmpty();
        condor.runToEnd(next);
        assertThat(files.progress(directory).done()).containsExactly(0, 1, 2);
        assertThat(files.manifest(directory, 0).orElseThrow().files())
                .allMatch(f -> f.lfn().value().contains("-a0_"));
        assertThat(files.manifest(directory, 1).orElseThrow().files())
                .allMatch(f -> f.lfn().value().contains("-a1_"));
        assertThat(files.failures(directory, SamplePlans.workUnitId("rescue", 1), 1, 1))
                .isEmpty();
    }

    @Test
    void a_dagman_that_is_removed_while_it_is_held_leaves_no_rescue() {
        DagPlan plan = SamplePlans.generator("held", 1, 2);
        DagKey key = plan.header().key();
        String directory = files.write(plan, DagFiles.UNFENCED).directory();
        ClusterId cluster = condor.submitOnHold(key, directory);
        condor.release(cluster);
        condor.start(key);
        condor.hold(key, 1, "by a person");
        condor.remove(cluster, "stop");
        assertThat(files.checkRescue(SamplePlans.dag(plan, directory, cluster)).usable())
                .isFalse();
        assertThatThrownBy(() -> condor.submitOnHold(new DagKey(key.tag(), 1), directory))
                .isInstanceOf(ServiceRefusedException.class);
    }

    @Test
    void a_test_can_lose_or_break_a_rescue_file_and_set_the_limits() {
        DagPlan plan = SamplePlans.generator("broken", 2, 1);
        DagKey key = plan.header().key();
        String directory = files.write(plan, DagFiles.UNFENCED).directory();
        ClusterId cluster = condor.submitOnHold(key, directory);
        condor.release(cluster);
        condor.start(key);
        condor.fail(key, 0, null, FailureCategory.UNKNOWN, 0, 1);
        condor.end(key, 1);
        files.breakRescue(directory, "cut off");
        assertThat(files.checkRescue(SamplePlans.dag(plan, directory, cluster)).why())
                .isEqualTo("cut off");
        condor.limits(new SchedulerLimits(200, 500));
        assertThat(condor.limits().smallest()).isEqualTo(200);

        DagPlan other = SamplePlans.generator("lost", 2, 1);
        DagKey lost = other.header().key();
        String there = files.write(other, DagFiles.UNFENCED).directory();
        files.loseRescue(there, true);
        ClusterId second = condor.submitOnHold(lost, there);
        condor.release(second);
        condor.start(lost);
        condor.end(lost, 1);
        assertThat(files.checkRescue(SamplePlans.dag(other, there, second)).usable())
                .isFalse();
    }
}
