package org.wms2.ports.htcondor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.plan.DagPlan;

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
    protected String workDirectory() {
        return "/tmp";
    }

    @Test
    void a_finished_work_unit_has_a_manifest_with_the_plans_events() {
        DagPlan plan = SamplePlans.generator("manifest", 2, 3);
        DagKey key = plan.header().key();
        String directory = files.write(plan).directory();
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
        condor.release(condor.submitOnHold(key, files.write(plan).directory()));
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
        ClusterId cluster = condor.submitOnHold(key, files.write(plan).directory());
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
        String directory = files.write(plan).directory();
        condor.loseNextAnswer();
        assertThatThrownBy(() -> condor.submitOnHold(plan.header().key(), directory))
                .isInstanceOf(ServiceUnavailableException.class);
        assertThat(condor.find(plan.header().key())).isPresent();
    }

    @Test
    void an_expired_dag_is_in_the_history_only_and_a_vanished_one_nowhere() {
        DagPlan plan = SamplePlans.generator("expired", 1, 1);
        DagKey key = plan.header().key();
        condor.release(condor.submitOnHold(key, files.write(plan).directory()));
        condor.runToEnd(key);
        condor.expire(key);
        assertThat(condor.observe().of(key)).isEmpty();
        assertThat(condor.find(key)).isPresent();
        condor.vanish(key);
        assertThat(condor.find(key)).isEmpty();
    }
}
