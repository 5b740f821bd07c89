package org.wms2.ports.htcondor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.Layout;

/** What every {@link DagFiles} does. */
public abstract class DagFilesContract {
    private DagFiles files;

    /** Without any directory in it. */
    protected abstract DagFiles newFiles();

    /** Leaves what a submission leaves in a written directory. */
    protected abstract void submit(DagKey key, String directory);

    /** The layout of all plans. */
    protected Layout layout() {
        return Layout.SUBDAG;
    }

    private DagPlan plan(String request, int workUnits, int jobsPerWorkUnit) {
        return SamplePlans.laidOut(SamplePlans.generator(request, workUnits, jobsPerWorkUnit), layout());
    }

    @BeforeEach
    void makeFiles() {
        files = newFiles();
    }

    @Test
    void a_directory_follows_request_version_and_round_and_not_the_attempt() {
        DagTag tag = DagTag.of(new RequestName("pdmvserv_a-v2-r9_x"), 3, 12);
        assertThat(files.directory(new DagKey(tag, 0))).endsWith("/pdmvserv_a-v2-r9_x/v3/r12");
        assertThat(files.directory(new DagKey(tag, 5))).isEqualTo(files.directory(new DagKey(tag, 0)));
    }

    @Test
    void writing_counts_what_the_plan_holds() {
        DagPlan plan = plan("counted", 3, 4);
        PreparedDag prepared = files.write(plan, DagFiles.UNFENCED);
        assertThat(prepared.directory()).isEqualTo(files.directory(plan.header().key()));
        assertThat(prepared.layout()).isEqualTo(layout());
        assertThat(prepared.workUnits()).isEqualTo(3);
        assertThat(prepared.jobs()).isEqualTo(12);
        assertThat(prepared.expectedEvents()).isEqualTo(12L * SamplePlans.EVENTS_PER_JOB);
    }

    @Test
    void nothing_is_known_of_a_dag_that_has_not_run() {
        String directory = files.write(plan("fresh", 1, 1), DagFiles.UNFENCED).directory();
        assertThat(files.progress(directory)).isEqualTo(DagProgress.NOTHING);
        assertThat(files.manifest(directory, 0)).isEmpty();
        assertThat(files.lastWords(directory)).isEmpty();
    }

    @Test
    void nothing_is_known_of_a_directory_that_is_not_there() {
        String directory = files.directory(new DagKey(DagTag.of(new RequestName("absent"), 1, 0), 0));
        assertThat(files.progress(directory)).isEqualTo(DagProgress.NOTHING);
        assertThat(files.manifest(directory, 0)).isEmpty();
        assertThat(files.lastWords(directory)).isEmpty();
    }

    @Test
    void an_unsubmitted_earlier_try_is_replaced() {
        files.write(plan("twice", 3, 2), DagFiles.UNFENCED);
        assertThat(files.write(plan("twice", 1, 5), DagFiles.UNFENCED).jobs()).isEqualTo(5);
    }

    @Test
    void who_may_no_longer_write_is_stopped_before_anything_is_written() {
        DagPlan plan = plan("fenced", 1, 5);
        Wms2Exception late = new Wms2Exception(ErrorCode.CONFLICT, "somebody else has it");
        assertThatThrownBy(() -> files.write(plan, () -> {
                    throw late;
                }))
                .isSameAs(late);
        assertThat(files.exists(files.directory(plan.header().key()))).isFalse();
    }

    @Test
    void a_submitted_directory_is_never_written_again() {
        DagPlan plan = plan("submitted", 1, 1);
        String directory = files.write(plan, DagFiles.UNFENCED).directory();
        submit(plan.header().key(), directory);
        assertThatThrownBy(() -> files.write(plan, DagFiles.UNFENCED))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void a_dag_that_has_not_run_cannot_be_gone_on_with() {
        DagPlan plan = plan("not-run", 2, 1);
        String directory = files.write(plan, DagFiles.UNFENCED).directory();
        assertUnusable(files.checkRescue(SamplePlans.dag(plan, directory, new ClusterId(7))));
        assertUnusable(files.checkRescue(SamplePlans.dag(plan, directory + "-is-not-there", new ClusterId(7))));
        assertThat(files.failures(directory, SamplePlans.workUnitId("not-run", 0), 0, 0))
                .isEmpty();
        assertThat(files.failures(directory + "-is-not-there", SamplePlans.workUnitId("not-run", 0), 0, 0))
                .isEmpty();
    }

    @Test
    void preparing_a_rescue_twice_is_harmless() {
        DagPlan plan = plan("prepared", 2, 1);
        String directory = files.write(plan, DagFiles.UNFENCED).directory();
        DagKey next = new DagKey(plan.header().key().tag(), 1);
        files.prepareRescue(next, directory, 5, DagFiles.UNFENCED);
        files.prepareRescue(next, directory, 5, DagFiles.UNFENCED);
        assertThat(files.progress(directory)).isEqualTo(DagProgress.NOTHING);
    }

    @Test
    void only_a_later_attempt_of_a_written_dag_is_prepared() {
        DagPlan plan = plan("unprepared", 1, 1);
        String directory = files.write(plan, DagFiles.UNFENCED).directory();
        DagKey key = plan.header().key();
        assertThatThrownBy(() -> files.prepareRescue(key, directory, 5, DagFiles.UNFENCED))
                .isInstanceOf(Wms2Exception.class);
        assertThatThrownBy(() -> files.prepareRescue(
                        new DagKey(key.tag(), 1), directory + "-is-not-there", 5, DagFiles.UNFENCED))
                .isInstanceOf(Wms2Exception.class);
    }

    private static void assertUnusable(RescueCheck check) {
        assertThat(check.usable()).isFalse();
        assertThat(check.done()).isEmpty();
        assertThat(check.why()).isNotBlank();
    }
}
