package org.wms2.ports.htcondor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.Layout;

/** What every {@link HTCondor} does with the files that its {@link DagFiles} writes. */
public abstract class HTCondorContract {
    private static final int PATIENCE = 240;

    private HTCondor condor;
    private DagPlan plan;
    private DagKey key;
    private String directory;

    /** The schedd; the same for a whole test. */
    protected abstract HTCondor condor();

    /** Writes a plan where that schedd can run it. */
    protected abstract DagFiles files();

    /** A request name that this schedd has never seen. */
    protected abstract String newRequestName();

    /** Lets a moment pass: half a second, or one step of a fake. */
    protected abstract void aMoment();

    /** Submits on hold without any look-up, as a process does that was paused between look-up and submission. */
    protected abstract ClusterId submitUnseen(DagKey key, String directory);

    /** Holds all node jobs of a running DAG that are in the queue, as a person does; at least one if there is any. */
    protected abstract void holdNodeJobs(DagKey key);

    /** Where a plain job may work: an absolute path. */
    protected abstract String workDirectory();

    /** The layout of all plans. */
    protected Layout layout() {
        return Layout.SUBDAG;
    }

    /** The name of a schedd that there is; empty where it has none. */
    protected String schedd() {
        return "";
    }

    @BeforeEach
    void writeASmallDag() {
        condor = condor();
        plan = SamplePlans.laidOut(SamplePlans.generator(newRequestName(), 2, 3), layout());
        key = plan.header().key();
        directory = files().write(plan, DagFiles.UNFENCED).directory();
    }

    @Test
    void answers_that_it_is_reachable() {
        condor.checkReachable();
    }

    @Test
    void finds_nothing_before_anything_is_submitted() {
        assertThat(condor.find(key)).isEmpty();
        assertThat(condor.observe().of(key)).isEmpty();
        assertThat(condor.remaining(key)).isZero();
    }

    @Test
    void a_submission_on_hold_is_found_held_and_never_started() {
        ClusterId cluster = condor.submitOnHold(key, directory);
        DagObservation found = condor.find(key).orElseThrow();
        assertThat(found.cluster()).isEqualTo(cluster);
        assertThat(found.key()).isEqualTo(key);
        assertThat(found.isSubmittedOnHold()).isTrue();
        assertThat(found.hasEnded()).isFalse();
        assertThat(condor.remaining(key)).isZero();
        assertThat(condor.observe().first(key)).contains(found);
        condor.remove(cluster, "end of the test");
    }

    @Test
    void a_submission_is_found_by_its_cluster_and_by_no_other() {
        ClusterId first = condor.submitOnHold(key, directory);
        ClusterId stray = submitUnseen(key, directory);
        assertThat(condor.find(key, first).orElseThrow().cluster()).isEqualTo(first);
        assertThat(condor.find(key, stray).orElseThrow().cluster()).isEqualTo(stray);
        assertThat(condor.remaining(key, first)).isZero();
        condor.removeLeftovers(key, first, "there are none");
        condor.remove(stray, "swept");
        assertThat(condor.find(key, stray)).isEmpty();
        assertThat(condor.find(key, first)).isPresent();
        condor.remove(first, "end of the test");
    }

    @Test
    void another_attempt_is_not_found_by_the_first_ones_key() {
        ClusterId cluster = condor.submitOnHold(key, directory);
        assertThat(condor.find(new DagKey(key.tag(), key.attempt() + 1))).isEmpty();
        condor.remove(cluster, "end of the test");
    }

    @Test
    void a_second_submission_of_the_same_attempt_finds_the_first_one() {
        ClusterId first = condor.submitOnHold(key, directory);
        ClusterId second = condor.submitOnHold(key, directory);
        assertThat(second).isEqualTo(first);
        assertThat(condor.observe().of(key)).hasSize(1);
        condor.remove(first, "end of the test");
    }

    @Test
    void of_several_submissions_the_lowest_cluster_is_found() {
        ClusterId first = condor.submitOnHold(key, directory);
        ClusterId stray = submitUnseen(key, directory);
        assertThat(stray).isGreaterThan(first);
        assertThat(condor.find(key).orElseThrow().cluster()).isEqualTo(first);
        assertThat(condor.observe().of(key)).extracting(DagObservation::cluster).containsExactly(first, stray);
        condor.remove(stray, "swept");
        assertThat(condor.observe().of(key)).extracting(DagObservation::cluster).containsExactly(first);
        condor.remove(first, "end of the test");
    }

    @Test
    void a_swept_stray_is_not_found_and_does_not_forbid_another_submission() {
        ClusterId swept = condor.submitOnHold(key, directory);
        condor.remove(swept, "swept");
        assertThat(condor.find(key)).isEmpty();
        assertThat(condor.observe().of(key)).isEmpty();
        assertThat(condor.observe().of(key, swept).orElseThrow().isUnstartedRemoval())
                .as("who has its cluster on record sees its end")
                .isTrue();
        ClusterId again = condor.submitOnHold(key, directory);
        assertThat(again).isGreaterThan(swept);
        assertThat(condor.find(key).orElseThrow().cluster()).isEqualTo(again);
        condor.remove(again, "end of the test");
    }

    @Test
    void a_released_dag_runs_to_its_end_and_is_still_observed() {
        ClusterId cluster = condor.submitOnHold(key, directory);
        condor.release(cluster);
        awaitRemaining(n -> n > 0);
        DagObservation end = await(DagObservation::hasEnded);
        assertThat(end.state()).isEqualTo(JobState.COMPLETED);
        assertThat(condor.remaining(key)).isZero();
        assertThat(end.exitCode()).isZero();
        assertThat(end.starts()).isPositive();
        int counted = layout() == Layout.SUBDAG ? 2 : 0;
        assertThat(end.groupsTotal()).isEqualTo(counted);
        assertThat(end.groupsDone()).isEqualTo(counted);
        assertThat(end.groupsFailed()).isZero();
        assertThat(end.dagStatus()).isZero();
        assertThat(condor.find(key).orElseThrow().cluster()).isEqualTo(cluster);

        DagProgress progress = files().progress(directory);
        assertThat(progress.done()).containsExactly(0, 1);
        assertThat(progress.failed()).isEmpty();
        assertThat(progress.metrics()).isEqualTo(metrics(progress, cluster, 0));
        condor.release(cluster);
        condor.remove(cluster, "has ended by itself");
    }

    @Test
    void a_running_dag_is_removed_with_all_below_it() {
        ClusterId cluster = condor.submitOnHold(key, directory);
        condor.release(cluster);
        await(d -> d.state() == JobState.RUNNING);
        awaitRemaining(n -> n > 0);
        assertThat(condor.remaining(new DagKey(key.tag(), key.attempt() + 1))).isZero();
        condor.remove(cluster, "the operator's wish");
        DagObservation end = await(DagObservation::hasEnded);
        assertThat(end.state()).isEqualTo(JobState.REMOVED);
        assertThat(end.starts()).isPositive();
        assertThat(end.reason()).contains("the operator's wish");
        awaitRemaining(n -> n == 0);
        condor.remove(cluster, "once more");
        assertThat(condor.find(key).orElseThrow().state()).isEqualTo(JobState.REMOVED);
        goesOnAsAttemptOne(cluster);
    }

    /** What a removed DAG has left is enough for the next attempt. */
    private void goesOnAsAttemptOne(ClusterId removed) {
        RescueCheck check = files().checkRescue(SamplePlans.dag(plan, directory, removed));
        assertThat(check.why()).isEmpty();
        assertThat(check.usable()).isTrue();
        assertThat(check.number()).isOne();
        key = new DagKey(key.tag(), 1);
        files().prepareRescue(key, directory, 1, DagFiles.UNFENCED);
        ClusterId next = condor.submitOnHold(key, directory);
        assertThat(next).isGreaterThan(removed);
        condor.release(next);
        assertThat(await(DagObservation::hasEnded).exitCode()).isZero();
        DagProgress progress = files().progress(directory);
        assertThat(progress.done()).containsExactly(0, 1);
        assertThat(progress.metrics()).isEqualTo(metrics(progress, next, 1));
        assertThat(files().manifest(directory, 1)).isPresent();
        assertThat(files().checkRescue(SamplePlans.dag(plan, directory, next)).usable())
                .isFalse();
    }

    @Test
    void an_ended_dag_is_kept_until_it_is_disposed_of() {
        ClusterId cluster = condor.submitOnHold(key, directory);
        assertThat(condor.kept()).noneMatch(k -> k.key().equals(key));
        condor.dispose(cluster);
        assertThat(condor.find(key).orElseThrow().isSubmittedOnHold()).isTrue();
        condor.release(cluster);
        await(d -> d.state() == JobState.RUNNING);
        condor.dispose(cluster);
        assertThat(await(DagObservation::hasEnded).state()).isEqualTo(JobState.COMPLETED);
        KeptJob kept = awaitKept();
        assertThat(kept.cluster()).isEqualTo(cluster);
        assertThat(kept.state()).isEqualTo(JobState.COMPLETED);
        assertThat(kept.starts()).isPositive();
        assertThat(kept.isSweptStray()).isFalse();
        assertThat(kept.since())
                .isBetween(java.time.Instant.EPOCH, java.time.Instant.now().plusSeconds(60));
        isDisposedOf(cluster);
    }

    @Test
    void a_removed_dag_and_a_swept_stray_are_kept_until_they_are_disposed_of() {
        ClusterId stray = condor.submitOnHold(key, directory);
        condor.remove(stray, "swept");
        assertThat(awaitKept().isSweptStray()).isTrue();
        isDisposedOf(stray);
        ClusterId cluster = condor.submitOnHold(key, directory);
        condor.release(cluster);
        await(d -> d.state() == JobState.RUNNING);
        condor.remove(cluster, "the operator's wish");
        KeptJob kept = awaitKept();
        assertThat(kept.state()).isEqualTo(JobState.REMOVED);
        assertThat(kept.isSweptStray()).isFalse();
        isDisposedOf(cluster);
        awaitRemaining(n -> n == 0);
    }

    private KeptJob awaitKept() {
        for (int i = 0; i < PATIENCE; i++) {
            Optional<KeptJob> kept =
                    condor.kept().stream().filter(k -> k.key().equals(key)).findFirst();
            if (kept.isPresent()) {
                return kept.get();
            }
            aMoment();
        }
        throw new AssertionError("not kept: " + condor.observe().of(key));
    }

    private void isDisposedOf(ClusterId cluster) {
        condor.dispose(cluster);
        assertThat(condor.kept()).noneMatch(k -> k.key().equals(key));
        assertThat(condor.observe().of(key)).isEmpty();
        condor.dispose(cluster);
    }

    @Test
    void held_node_jobs_of_all_dags_are_told_until_they_are_gone() {
        ClusterId cluster = condor.submitOnHold(key, directory);
        assertThat(heldJobs()).as("its DAGMan is held, but it is no node job").isEmpty();
        condor.release(cluster);
        await(d -> d.state() == JobState.RUNNING);
        for (int i = 0; i < PATIENCE && heldJobs().isEmpty(); i++) {
            holdNodeJobs(key);
            aMoment();
        }
        assertThat(heldJobs()).isNotEmpty().allSatisfy(job -> {
            assertThat(job.cluster()).isGreaterThan(cluster);
            assertThat(job.workUnit())
                    .isIn(
                            SamplePlans.workUnitId(
                                    plan.header().workflow().request().value(), 0),
                            SamplePlans.workUnitId(
                                    plan.header().workflow().request().value(), 1));
            assertThat(job.node()).isNotEmpty();
            assertThat(job.code()).as("by a person").isOne();
            assertThat(job.reason()).isNotEmpty();
            assertThat(job.requestedMemoryMb()).isPositive();
            assertThat(job.since()).isNotNull();
        });
        condor.remove(cluster, "end of the test");
        for (int i = 0; i < PATIENCE && !heldJobs().isEmpty(); i++) {
            aMoment();
        }
        assertThat(heldJobs()).isEmpty();
    }

    private List<HeldJob> heldJobs() {
        return condor.heldJobs().stream().filter(j -> j.key().equals(key)).toList();
    }

    @Test
    void a_schedd_lets_some_dagmans_run() {
        assertThat(condor.limits().smallest()).isPositive();
    }

    @Test
    void releasing_or_removing_what_is_not_there_is_harmless() {
        ClusterId unknown = new ClusterId(99_999_999, schedd());
        condor.release(unknown);
        condor.remove(unknown, "never was");
        condor.dispose(unknown);
    }

    @Test
    void a_directory_without_a_dag_is_refused() {
        DagKey other = new DagKey(key.tag(), 7);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> condor.submitOnHold(other, directory + "-is-not-there")))
                .isInstanceOf(ServiceRefusedException.class);
        assertThat(condor.find(other)).isEmpty();
    }

    @Test
    void a_plain_job_gets_a_cluster_and_is_no_dag() {
        ClusterId cluster = condor.submit(new PlainJob(
                "plain",
                "/bin/echo",
                List.of("two words", "a \"quoted\" one", "it's $(HOME)"),
                workDirectory(),
                Map.of("DESIRED_Sites", "T2_CH_CERN")));
        assertThat(condor.observe().dags()).noneMatch(d -> d.cluster().equals(cluster));
        condor.remove(cluster, "end of the test");
    }

    /** DAGMan's own file has the number alone: the schedd's name is not in it. */
    private static DagMetrics metrics(DagProgress progress, ClusterId cluster, int rescue) {
        DagMetrics found = Objects.requireNonNull(progress.metrics());
        assertThat(found.cluster().hasNumberOf(cluster)).isTrue();
        return new DagMetrics(found.cluster(), 0, 0, rescue);
    }

    /** Removed jobs leave the queue a little later than their DAGMan ends. */
    private void awaitRemaining(LongPredicate wanted) {
        long remaining = condor.remaining(key);
        for (int i = 0; i < PATIENCE && !wanted.test(remaining); i++) {
            aMoment();
            remaining = condor.remaining(key);
        }
        assertThat(wanted.test(remaining)).as("%s jobs remain", remaining).isTrue();
    }

    private DagObservation await(Predicate<DagObservation> wanted) {
        for (int i = 0; i < PATIENCE; i++) {
            Optional<DagObservation> seen = condor.observe().first(key);
            if (seen.isPresent() && wanted.test(seen.get())) {
                return seen.get();
            }
            if (seen.isPresent() && seen.get().hasEnded()) {
                break;
            }
            aMoment();
        }
        throw new AssertionError(
                "waited in vain; last seen: " + condor.observe().of(key) + "; " + files().lastWords(directory));
    }
}
