package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wms2.condor.dag.DagDirectory;
import org.wms2.condor.pool.SecondSchedd;
import org.wms2.condor.pool.TestPool;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.DagProgress;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.htcondor.RescueCheck;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.system.CallObserver;

/** DAGs in the spool of a real second schedd, of whose files only those that it sends back are looked at. */
@Tag("htcondor")
class SpooledPoolTest {
    private static final int PATIENCE = 480;

    private final TestPool pool = TestPool.get();
    private final DagDirectory files = pool.files();
    private final CondorTools condor = new CondorTools(
            pool.environment(), ToolSettings.DEFAULT, InstantSource.system(), CallObserver.NONE, schedd());

    private Schedd schedd() {
        SecondSchedd second = SecondSchedd.get();
        Path bin = Objects.requireNonNull(
                pool.environment().find("condor_dagman").orElseThrow().getParent());
        return new Schedd(
                second.schedd().name(), "", new Spool(bin, second.config().toString()));
    }

    @Test
    void a_spooled_dag_runs_to_its_end_and_its_files_come_home() throws InterruptedException {
        DagPlan plan = SamplePlans.generator("spooled-" + UUID.randomUUID(), 2, 3);
        DagKey key = plan.header().key();
        String directory = files.write(plan, DagFiles.UNFENCED).directory();
        ClusterId cluster = condor.submitOnHold(key, directory);
        DagObservation waits = await(key, DagObservation::isSubmittedOnHold);
        assertThat(waits.cluster()).isEqualTo(cluster);
        assertThat(condor.submitOnHold(key, directory)).isEqualTo(cluster);
        condor.release(cluster);
        await(key, d -> d.state() == JobState.RUNNING);
        DagObservation end = await(key, DagObservation::hasEnded);
        assertThat(end.exitCode()).as(files.lastWords(directory)).isZero();
        assertThat(end.groupsDone()).isEqualTo(2);
        DagProgress progress = files.progress(directory);
        assertThat(progress.done()).containsExactly(0, 1);
        assertThat(Objects.requireNonNull(progress.metrics()).cluster().hasNumberOf(cluster))
                .isTrue();
        for (int ordinal = 0; ordinal < 2; ordinal++) {
            assertThat(files.manifest(directory, ordinal).orElseThrow().jobs()).isEqualTo(3);
        }
    }

    @Test
    void a_removed_one_brings_its_rescue_home_and_goes_on_as_the_next_attempt() throws InterruptedException {
        DagPlan plan = SamplePlans.generator("respooled-" + UUID.randomUUID(), 2, 3);
        DagKey key = plan.header().key();
        String directory = files.write(plan, DagFiles.UNFENCED).directory();
        ClusterId first = condor.submitOnHold(key, directory);
        condor.release(first);
        await(key, d -> d.state() == JobState.RUNNING);
        for (int i = 0; i < PATIENCE && condor.remaining(key) == 0; i++) {
            Thread.sleep(250);
        }
        condor.remove(first, "the operator's wish");
        assertThat(await(key, DagObservation::hasEnded).state()).isEqualTo(JobState.REMOVED);
        RescueCheck check = files.checkRescue(SamplePlans.dag(plan, directory, first));
        assertThat(check.why()).isEmpty();
        assertThat(check.usable()).isTrue();

        DagKey next = new DagKey(key.tag(), 1);
        files.prepareRescue(next, directory, 1, DagFiles.UNFENCED);
        ClusterId second = condor.submitOnHold(next, directory);
        condor.release(second);
        assertThat(await(next, DagObservation::hasEnded).exitCode())
                .as(files.lastWords(directory))
                .isZero();
        assertThat(files.progress(directory).done()).containsExactly(0, 1);
        assertThat(files.manifest(directory, 1)).isPresent();
    }

    private DagObservation await(DagKey key, Predicate<DagObservation> wanted) throws InterruptedException {
        Optional<DagObservation> seen = Optional.empty();
        for (int i = 0; i < PATIENCE; i++) {
            seen = condor.observe().first(key);
            if (seen.isPresent() && wanted.test(seen.get())) {
                return seen.get();
            }
            Thread.sleep(500);
        }
        throw new AssertionError("waited in vain; last seen: " + seen);
    }
}
