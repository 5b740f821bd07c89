package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wms2.ports.store.SampleRows.T0;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.htcondor.PreparedDag;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.pilot.PilotMeasure;
import org.wms2.ports.pilot.PilotStatus;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.workflow.JobProfile;
import org.wms2.ports.workflow.Workflow;

/** DAGs, work units, intents and transitions: what change sets write, and what is read of it. */
public abstract class WorkStoreContract extends StoresContract {
    private static final DagKey KEY = SampleRows.key("works", 0, 0);
    private static final String DAG_SUBJECT = Intent.dag(KEY);
    private static final SiteName SITE = new SiteName("T2_DE_DESY");

    private RequestName name;

    @BeforeEach
    void createRequest() {
        name = created("works", RequestStatus.ACTIVE);
    }

    private void putDag() {
        applied(name, new Change.PutDag(SampleRows.dag("works", 0, 0)));
    }

    private Dag stored() {
        return stores.work().latestDag(name).orElseThrow();
    }

    private static Change moveDag(DagStatus from, DagStatus to) {
        return new Change.MoveDag(KEY, from, to, "moved to " + to.word());
    }

    @Test
    void a_request_without_rounds_has_no_dag_and_no_work_units() {
        assertThat(stores.work().latestDag(name)).isEmpty();
        assertThat(stores.work().dags(name)).isEmpty();
        assertThat(stores.work().openDags()).isEmpty();
        assertThat(stores.work().workUnits(KEY)).isEmpty();
        assertThat(stores.work().counts(name)).isEqualTo(new WorkUnitCounts(Map.of(), 0, 0, 0));
    }

    private static Pilot pilot(int attempt) {
        DagKey key = new DagKey(DagTag.pilot(new RequestName("works"), 1), attempt);
        return Pilot.planned(key, new RequestName("works"), "/submit/works/v1/pilot_" + attempt, T0);
    }

    private static PilotMeasure measure() {
        return new PilotMeasure(
                List.of(new PilotMeasure.Run(10, 2.5), new PilotMeasure.Run(20, 3.5)),
                0.1,
                1.5,
                640,
                List.of(new PilotMeasure.Output(new DatasetName("/Primary/Era-Str-v1/AODSIM"), 1234.5)),
                "T2_DE_DESY");
    }

    @Test
    void a_pilot_is_kept_with_all_that_it_measured_and_the_newest_attempt_is_found() {
        assertThat(stores.work().pilot(name)).isEmpty();
        applied(name, new Change.PutPilot(pilot(0), null));
        assertThat(stores.work().pilot(name)).contains(pilot(0));
        Pilot submitted = pilot(0).submitted(new ClusterId(7), T0.plusSeconds(1));
        applied(name, new Change.PutPilot(submitted, PilotStatus.PLANNED));
        Pilot measured = submitted.released(T0.plusSeconds(2)).measured(measure(), "changed", T0.plusSeconds(3));
        applied(name, new Change.PutPilot(measured, PilotStatus.SUBMITTED));
        assertThat(stores.work().pilot(name)).contains(measured);
        applied(name, new Change.PutPilot(pilot(1), null));
        assertThat(stores.work().pilot(name)).contains(pilot(1));
    }

    @Test
    void a_pilot_that_is_not_as_it_was_is_not_written() {
        applied(name, new Change.PutPilot(pilot(0), null));
        Pilot gone = pilot(0).ended(PilotStatus.REMOVED, "stopped", T0);
        lost(name, new Change.PutPilot(gone, PilotStatus.RUNNING));
        lost(name, new Change.PutPilot(pilot(0), null));
        lost(name, new Change.PutPilot(pilot(1), PilotStatus.PLANNED));
        assertThat(stores.work().pilot(name)).contains(pilot(0));
    }

    @Test
    void a_workflow_is_tuned_before_the_first_dag_and_never_after_it() {
        Workflow before = stores.work().workflow(name).orElseThrow();
        Workflow tuned = tuned(before, 0.25);
        applied(name, new Change.TuneWorkflow(tuned));
        assertThat(stores.work().workflow(name)).contains(tuned);
        putDag();
        lost(name, new Change.TuneWorkflow(tuned(before, 0.5)));
        assertThat(stores.work().workflow(name)).contains(tuned);
    }

    private static Workflow tuned(Workflow w, double secondsPerEvent) {
        JobProfile p = w.profile();
        return new Workflow(
                w.request(),
                w.type(),
                w.splitting(),
                w.generator(),
                w.input(),
                w.filterEfficiency(),
                new JobProfile(p.secondsPerEvent(), p.memoryMb(), p.cores(), secondsPerEvent),
                w.outputs(),
                w.mergeLimits(),
                w.blockLimits(),
                w.sites());
    }

    @Test
    void a_dag_is_put_in_planning_with_a_transition() {
        putDag();
        assertThat(stored()).isEqualTo(SampleRows.dag("works", 0, 0));
        assertThat(stores.work().transitions(name))
                .endsWith(new Transition(SubjectKind.DAG, DAG_SUBJECT, "", "planning", AT, "", WHO));
    }

    @Test
    void a_known_dag_is_not_put_again() {
        putDag();
        lost(name, new Change.PutDag(SampleRows.dag("works", 0, 0)));
    }

    @Test
    void a_ready_dag_has_the_sums_of_what_was_written() {
        putDag();
        applied(
                name,
                new Change.ReadyDag(KEY, new PreparedDag("/spool", 30, 5_000_000_000L, 6_000_000_000L, Layout.SUBDAG)));
        Dag ready = stored();
        assertThat(ready.status()).isEqualTo(DagStatus.READY);
        assertThat(ready.workUnits()).isEqualTo(30);
        assertThat(ready.jobs()).isEqualTo(5_000_000_000L);
        assertThat(ready.expectedEvents()).isEqualTo(6_000_000_000L);
        assertThat(ready.statusSince()).isEqualTo(AT);
        Transition last = stores.work().transitions(name).getLast();
        assertThat(last.from() + " " + last.to()).isEqualTo("planning ready");
    }

    @Test
    void a_dag_is_made_ready_once_and_only_from_planning() {
        putDag();
        Change ready = new Change.ReadyDag(KEY, new PreparedDag("/spool", 1, 1, 1, Layout.SUBDAG));
        applied(name, ready);
        lost(name, ready);
        lost(
                name,
                new Change.ReadyDag(SampleRows.key("works", 0, 1), new PreparedDag("/spool", 1, 1, 1, Layout.SUBDAG)));
        assertThat(stored().jobs()).isEqualTo(1);
    }

    @Test
    void a_dag_keeps_words_only_at_its_end() {
        putDag();
        applied(name, moveDag(DagStatus.PLANNING, DagStatus.RUNNING));
        assertThat(stored().status()).isEqualTo(DagStatus.RUNNING);
        assertThat(stored().reason()).isEmpty();
        applied(name, moveDag(DagStatus.RUNNING, DagStatus.PARTIAL));
        assertThat(stored().reason()).isEqualTo("moved to partial");
        assertThat(stored().statusSince()).isEqualTo(AT);
        assertThat(stores.work().transitions(name))
                .endsWith(new Transition(
                        SubjectKind.DAG, DAG_SUBJECT, "running", "partial", AT, "moved to partial", WHO));
    }

    @Test
    void a_dag_is_not_moved_from_where_it_is_not() {
        putDag();
        lost(name, moveDag(DagStatus.RUNNING, DagStatus.COMPLETED));
        lost(
                name,
                new Change.MoveDag(SampleRows.key("works", 1, 0), DagStatus.PLANNING, DagStatus.FAILED, "no such DAG"));
    }

    @Test
    void a_cluster_is_fixed_once() {
        putDag();
        applied(name, new Change.FixCluster(KEY, new ClusterId(17)));
        assertThat(stored().cluster()).isEqualTo(new ClusterId(17));
        applied(name, new Change.FixCluster(KEY, new ClusterId(17)));
        lost(name, new Change.FixCluster(KEY, new ClusterId(18)));
        lost(name, new Change.FixCluster(SampleRows.key("works", 3, 0), new ClusterId(17)));
        assertThat(stored().cluster()).isEqualTo(new ClusterId(17));
    }

    @Test
    void dags_come_oldest_first_and_the_newest_is_of_the_highest_round_then_attempt() {
        applied(
                name,
                new Change.PutDag(SampleRows.dag("works", 10, 0)),
                new Change.PutDag(SampleRows.dag("works", 2, 10)),
                new Change.PutDag(SampleRows.dag("works", 2, 9)),
                new Change.PutDag(SampleRows.dag("works", 10, 1)));
        assertThat(stores.work().dags(name))
                .extracting(Dag::key)
                .containsExactly(
                        SampleRows.key("works", 2, 9),
                        SampleRows.key("works", 2, 10),
                        SampleRows.key("works", 10, 0),
                        SampleRows.key("works", 10, 1));
        assertThat(stored().key()).isEqualTo(SampleRows.key("works", 10, 1));
    }

    @Test
    void open_dags_are_those_of_all_requests_whose_end_is_not_applied() {
        RequestName other = created("another", RequestStatus.ACTIVE);
        applied(other, new Change.PutDag(SampleRows.dag("another", 0, 0)));
        putDag();
        applied(name, new Change.PutDag(SampleRows.dag("works", 0, 1)));
        assertThat(stores.work().openDags())
                .extracting(Dag::key)
                .containsExactly(SampleRows.key("another", 0, 0), KEY, SampleRows.key("works", 0, 1));
        for (DagStatus status : DagStatus.values()) {
            applied(name, moveDag(stored0(), status));
            assertThat(stores.work().openDags().size()).isEqualTo(status.isOpen() ? 3 : 2);
        }
    }

    private DagStatus stored0() {
        return stores.work().dags(name).getFirst().status();
    }

    @Test
    void work_units_come_by_ordinal_and_start_planned() {
        putDag();
        List<WorkUnit> units = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            units.add(SampleRows.unit("works", 0, i, 10_000 - i));
        }
        List<WorkUnit> mixed = new ArrayList<>(units);
        Collections.reverse(mixed);
        applied(name, new Change.PutWorkUnits(mixed));
        assertThat(stores.work().workUnits(KEY)).isEqualTo(units);
        assertThat(stores.work().counts(name))
                .isEqualTo(new WorkUnitCounts(Map.of(WorkUnitStatus.PLANNED, 2_500L), 10_000, 2_500_000, 0));
    }

    @Test
    void a_known_work_unit_or_a_taken_place_in_the_round_is_a_lost_race() {
        putDag();
        applied(name, new Change.PutWorkUnits(List.of(SampleRows.unit("works", 0, 0, 1))));
        lost(
                name,
                new Change.PutWorkUnits(List.of(SampleRows.unit("works", 0, 1, 2), SampleRows.unit("works", 0, 2, 1))));
        lost(
                name,
                new Change.PutWorkUnits(List.of(SampleRows.unit("works", 0, 1, 2), SampleRows.unit("works", 0, 0, 3))));
        assertThat(stores.work().workUnits(KEY)).hasSize(1);
        applied(name, new Change.PutWorkUnits(List.of(SampleRows.unit("works", 0, 1, 2))));
    }

    @Test
    void an_empty_list_of_work_units_is_harmless() {
        applied(name, new Change.PutWorkUnits(List.of()));
        assertThat(stores.work().counts(name).total()).isZero();
    }

    @Test
    void a_moved_work_unit_has_its_site_and_keeps_it() {
        putDag();
        applied(name, new Change.PutWorkUnits(List.of(SampleRows.unit("works", 0, 0, 1))));
        applied(name, moveUnit(1, WorkUnitStatus.PLANNED, WorkUnitStatus.MERGED, SITE));
        WorkUnit merged = stores.work().workUnits(KEY).getFirst();
        assertThat(merged.status()).isEqualTo(WorkUnitStatus.MERGED);
        assertThat(merged.site()).isEqualTo(SITE);
        assertThat(merged.statusSince()).isEqualTo(AT);
        applied(name, moveUnit(1, WorkUnitStatus.MERGED, WorkUnitStatus.REGISTERED, null));
        assertThat(stores.work().workUnits(KEY).getFirst().site()).isEqualTo(SITE);
        lost(name, moveUnit(1, WorkUnitStatus.MERGED, WorkUnitStatus.REGISTERED, null));
        lost(name, moveUnit(2, WorkUnitStatus.PLANNED, WorkUnitStatus.MERGED, null));
    }

    private static Change moveUnit(int id, WorkUnitStatus from, WorkUnitStatus to, @Nullable SiteName site) {
        return new Change.MoveWorkUnit(SampleRows.unitId(id), from, to, site, "manifest");
    }

    @Test
    void counts_are_over_all_rounds_of_one_request() {
        applied(
                name,
                new Change.PutDag(SampleRows.dag("works", 0, 0)),
                new Change.PutDag(SampleRows.dag("works", 1, 0)),
                new Change.PutWorkUnits(List.of(
                        SampleRows.unit("works", 0, 0, 1),
                        SampleRows.unit("works", 0, 1, 2),
                        SampleRows.unit("works", 1, 0, 3),
                        SampleRows.unit("works", 1, 1, 4))),
                moveUnit(1, WorkUnitStatus.PLANNED, WorkUnitStatus.MERGED, SITE),
                moveUnit(2, WorkUnitStatus.PLANNED, WorkUnitStatus.FAILED, null),
                moveUnit(3, WorkUnitStatus.PLANNED, WorkUnitStatus.REGISTERED, SITE));
        RequestName other = created("another", RequestStatus.ACTIVE);
        applied(
                other,
                new Change.PutDag(SampleRows.dag("another", 0, 0)),
                new Change.PutWorkUnits(List.of(SampleRows.unit("another", 0, 0, 5))));
        assertThat(stores.work().counts(name))
                .isEqualTo(new WorkUnitCounts(
                        Map.of(
                                WorkUnitStatus.PLANNED, 1L,
                                WorkUnitStatus.MERGED, 1L,
                                WorkUnitStatus.FAILED, 1L,
                                WorkUnitStatus.REGISTERED, 1L),
                        16,
                        4_000,
                        2_000));
    }

    private static Intent intent(IntentAction action, int seconds) {
        return new Intent(SubjectKind.DAG, DAG_SUBJECT, action, T0.plusSeconds(seconds));
    }

    private List<Intent> open() {
        return stores.work().openIntents(SubjectKind.DAG, DAG_SUBJECT);
    }

    @Test
    void an_intent_is_open_until_it_is_ended_and_keeps_its_first_time() {
        applied(name, new Change.PutIntent(intent(IntentAction.SUBMIT_DAG, 1)));
        applied(name, new Change.PutIntent(intent(IntentAction.SUBMIT_DAG, 5)));
        assertThat(open()).containsExactly(intent(IntentAction.SUBMIT_DAG, 1));
        applied(name, new Change.EndIntent(SubjectKind.DAG, DAG_SUBJECT, IntentAction.SUBMIT_DAG));
        assertThat(open()).isEmpty();
        applied(name, new Change.EndIntent(SubjectKind.DAG, DAG_SUBJECT, IntentAction.SUBMIT_DAG));
        applied(name, new Change.PutIntent(intent(IntentAction.SUBMIT_DAG, 9)));
        assertThat(open()).containsExactly(intent(IntentAction.SUBMIT_DAG, 9));
    }

    @Test
    void open_intents_are_one_subjects_in_the_order_of_their_decision() {
        applied(
                name,
                new Change.PutIntent(intent(IntentAction.RELEASE_DAG, 2)),
                new Change.PutIntent(intent(IntentAction.SUBMIT_DAG, 1)),
                new Change.PutIntent(new Intent(SubjectKind.BLOCK, DAG_SUBJECT, IntentAction.INJECT_BLOCK, T0)),
                new Change.PutIntent(new Intent(SubjectKind.DAG, "other/0", IntentAction.SUBMIT_DAG, T0)));
        assertThat(open()).containsExactly(intent(IntentAction.SUBMIT_DAG, 1), intent(IntentAction.RELEASE_DAG, 2));
    }

    @Test
    void transitions_are_those_of_the_request_and_its_dags() {
        putDag();
        applied(
                name,
                new Change.PutWorkUnits(List.of(SampleRows.unit("works", 0, 0, 1))),
                moveUnit(1, WorkUnitStatus.PLANNED, WorkUnitStatus.MERGED, SITE),
                new Change.PutBlock(SampleRows.block("works", SampleRows.AOD, "b1")));
        assertThat(stores.work().transitions(name))
                .extracting(Transition::kind)
                .containsExactly(SubjectKind.REQUEST, SubjectKind.DAG);
    }
}
