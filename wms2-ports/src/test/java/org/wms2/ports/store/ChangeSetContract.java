package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wms2.ports.store.SampleRows.AOD;
import static org.wms2.ports.store.SampleRows.T0;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.PreparedDag;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;

/** A change set is applied whole or not at all; what it does to the request's own row. */
public abstract class ChangeSetContract extends StoresContract {
    private static final DagKey KEY = SampleRows.key("changed", 0, 0);
    private static final OutputBlock BLOCK = SampleRows.block("changed", AOD, "b1");

    private RequestName name;

    @BeforeEach
    void createRequest() {
        name = created("changed", RequestStatus.QUEUED);
    }

    private static Change move(RequestStatus from, RequestStatus to) {
        return new Change.MoveRequest(from, to, "because", "do this");
    }

    @Test
    void every_set_even_an_empty_one_raises_the_version_by_one() {
        applied(name);
        assertThat(row(name).version()).isEqualTo(2);
        applied(name, move(RequestStatus.QUEUED, RequestStatus.PLANNING), new Change.SetRound(1, 2, false));
        assertThat(row(name).version()).isEqualTo(3);
    }

    @Test
    void a_set_decided_on_an_older_row_is_lost() {
        ChangeSet ours = changes(name, move(RequestStatus.QUEUED, RequestStatus.ABORTED));
        applied(name, new Change.SetRound(1, 10, false));
        assertThat(stores.requests().apply(ours)).isFalse();
        assertThat(row(name).status()).isEqualTo(RequestStatus.QUEUED);
    }

    @Test
    void the_same_set_is_applied_once() {
        ChangeSet ours = changes(name, new Change.SetRound(1, 10, false));
        assertThat(stores.requests().apply(ours)).isTrue();
        assertThat(stores.requests().apply(ours)).isFalse();
    }

    @Test
    void a_moved_request_has_its_reason_suggestion_and_time_and_is_looked_at_at_once() {
        applied(name, new Change.Wait("for a free schedd", AT.plusSeconds(500)));
        applied(name, move(RequestStatus.QUEUED, RequestStatus.HELD));
        Request moved = row(name);
        assertThat(moved.status()).isEqualTo(RequestStatus.HELD);
        assertThat(moved.reason()).isEqualTo("because");
        assertThat(moved.suggestion()).isEqualTo("do this");
        assertThat(moved.statusSince()).isEqualTo(AT);
        assertThat(moved.nextLook()).isEqualTo(AT);
        assertThat(stores.work().transitions(name))
                .endsWith(new Transition(SubjectKind.REQUEST, "changed", "queued", "held", AT, "because", WHO));
    }

    @Test
    void a_request_is_not_moved_from_where_it_is_not() {
        lost(name, move(RequestStatus.ACTIVE, RequestStatus.COMPLETED));
    }

    @Test
    void a_move_to_the_same_status_begins_it_anew() {
        applied(name, move(RequestStatus.QUEUED, RequestStatus.QUEUED));
        assertThat(row(name).statusSince()).isEqualTo(AT);
    }

    @Test
    void a_wait_says_why_and_until_when_and_moves_nothing() {
        Instant look = AT.plusSeconds(30);
        applied(name, new Change.Wait("for inputs", look));
        Request waiting = row(name);
        assertThat(waiting.reason()).isEqualTo("for inputs");
        assertThat(waiting.nextLook()).isEqualTo(look);
        assertThat(waiting.status()).isEqualTo(RequestStatus.QUEUED);
        assertThat(waiting.statusSince()).isEqualTo(T0);
        assertThat(stores.work().transitions(name)).hasSize(1);
        assertThat(stores.requests().due(look.minusSeconds(1), 10)).isEmpty();
    }

    @Test
    void parts_are_written_in_their_order() {
        Instant look = AT.plusSeconds(30);
        applied(
                name,
                move(RequestStatus.QUEUED, RequestStatus.PLANNING),
                move(RequestStatus.PLANNING, RequestStatus.ACTIVE),
                new Change.Wait("for the first round", look));
        assertThat(row(name).status()).isEqualTo(RequestStatus.ACTIVE);
        assertThat(row(name).nextLook()).isEqualTo(look);
        assertThat(stores.work().transitions(name))
                .extracting(Transition::to)
                .containsExactly("queued", "planning", "active");
    }

    @Test
    void a_round_is_set() {
        applied(name, new Change.SetRound(4, 5_000_000_000L, true));
        assertThat(row(name).round()).isEqualTo(4);
        assertThat(row(name).plannedUnits()).isEqualTo(5_000_000_000L);
        assertThat(row(name).inputExhausted()).isTrue();
    }

    @Test
    void another_priority_is_a_transition_of_its_own_and_moves_nothing() {
        applied(name, new Change.Wait("for inputs", AT.plusSeconds(30)), new Change.SetPriority(2_000));
        Request changed = row(name);
        assertThat(changed.priority()).isEqualTo(2_000);
        assertThat(changed.status()).isEqualTo(RequestStatus.QUEUED);
        assertThat(changed.statusSince()).isEqualTo(T0);
        assertThat(changed.reason()).isEqualTo("for inputs");
        assertThat(changed.nextLook()).isEqualTo(AT.plusSeconds(30));
        assertThat(stores.work().transitions(name))
                .hasSize(2)
                .endsWith(new Transition(
                        SubjectKind.REQUEST, "changed", "queued", "queued", AT, "priority 1000 -> 2000", WHO));
    }

    @Test
    void the_priority_that_it_has_leaves_no_trace() {
        applied(name, new Change.SetPriority(1_000));
        assertThat(row(name).priority()).isEqualTo(1_000);
        assertThat(stores.work().transitions(name)).hasSize(1);
    }

    @Test
    void another_priority_is_another_place_in_the_order_of_admission() {
        RequestName other = created("before", RequestStatus.QUEUED);
        assertThat(stores.requests().queued(AT, null, 10)).containsExactly(other, name);
        applied(name, new Change.SetPriority(1_001));
        assertThat(stores.requests().queued(AT, null, 10)).containsExactly(name, other);
        assertThat(stores.requests().due(AT, 10)).containsExactly(name, other);
        applied(name, new Change.SetPriority(0));
        assertThat(stores.requests().queued(AT, null, 10)).containsExactly(other, name);
    }

    /** Everything that one set can hold, before its last part. */
    private Change[] everythingAnd(Change last) {
        return Stream.concat(
                        Stream.of(
                                move(RequestStatus.QUEUED, RequestStatus.ACTIVE),
                                new Change.Wait("waits", AT.plusSeconds(9)),
                                new Change.SetRound(1, 1, true),
                                new Change.SetPriority(5),
                                new Change.PutDag(SampleRows.dag("changed", 0, 0)),
                                new Change.ReadyDag(KEY, new PreparedDag("/spool", 1, 4, 1_000, Layout.SUBDAG)),
                                new Change.MoveDag(KEY, DagStatus.READY, DagStatus.SUBMITTED, "on hold"),
                                new Change.FixCluster(KEY, new ClusterId(17)),
                                new Change.PutWorkUnits(List.of(SampleRows.unit("changed", 0, 0, 1))),
                                new Change.MoveWorkUnit(
                                        SampleRows.unitId(1),
                                        WorkUnitStatus.PLANNED,
                                        WorkUnitStatus.MERGED,
                                        null,
                                        "manifest"),
                                new Change.PutBlock(BLOCK),
                                new Change.PutFiles(List.of(SampleRows.file(BLOCK, 1, SampleRows.unitId(1)))),
                                new Change.UpdateBlock(
                                        SampleRows.block("changed", AOD, "b1", BlockStatus.PENDING, 1, 500, 3),
                                        BlockStatus.OPEN),
                                new Change.PutIntent(
                                        new Intent(SubjectKind.DAG, Intent.dag(KEY), IntentAction.SUBMIT_DAG, AT))),
                        Stream.of(last))
                .toArray(Change[]::new);
    }

    private void nothingIsThere() {
        assertThat(row(name)).isEqualTo(SampleRows.request("changed", RequestStatus.QUEUED));
        assertThat(stores.work().dags(name)).isEmpty();
        assertThat(stores.work().workUnits(KEY)).isEmpty();
        assertThat(stores.work().counts(name).total()).isZero();
        assertThat(stores.work().openIntents(SubjectKind.DAG, Intent.dag(KEY))).isEmpty();
        assertThat(stores.work().transitions(name)).hasSize(1);
        assertThat(stores.outputs().blocks(name)).isEmpty();
        assertThat(stores.outputs().files(BLOCK.name())).isEmpty();
    }

    @Test
    void one_part_that_is_lost_undoes_all_others() {
        assertThat(apply(name, everythingAnd(move(RequestStatus.QUEUED, RequestStatus.FAILED))))
                .isFalse();
        nothingIsThere();
    }

    @Test
    void what_was_undone_can_be_applied_afterwards() {
        assertThat(apply(name, everythingAnd(move(RequestStatus.QUEUED, RequestStatus.FAILED))))
                .isFalse();
        applied(name, everythingAnd(move(RequestStatus.ACTIVE, RequestStatus.FAILED)));
        assertThat(row(name).status()).isEqualTo(RequestStatus.FAILED);
        assertThat(stores.work().counts(name).in(WorkUnitStatus.MERGED)).isEqualTo(1);
        assertThat(stores.outputs().files(BLOCK.name())).hasSize(1);
    }

    private static void defect(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
    }

    @Test
    void rows_of_another_request_are_a_defect_and_undo_all() {
        created("other", RequestStatus.ACTIVE);
        defect(() -> apply(name, everythingAnd(new Change.PutDag(SampleRows.dag("other", 0, 0)))));
        defect(() -> apply(name, everythingAnd(new Change.PutWorkUnits(List.of(SampleRows.unit("other", 0, 0, 9))))));
        defect(() -> apply(name, everythingAnd(new Change.PutBlock(SampleRows.block("other", AOD, "b9")))));
        defect(() -> apply(
                name, everythingAnd(new Change.UpdateBlock(SampleRows.block("other", AOD, "b9"), BlockStatus.OPEN))));
        nothingIsThere();
    }

    @Test
    void rows_that_hang_on_nothing_are_a_defect_and_undo_all() {
        defect(() -> apply(name, everythingAnd(new Change.PutWorkUnits(List.of(SampleRows.unit("changed", 7, 0, 9))))));
        defect(() -> apply(
                name, everythingAnd(new Change.PutFiles(List.of(SampleRows.file(BLOCK, 9, SampleRows.unitId(9)))))));
        OutputBlock unknown = SampleRows.block("changed", AOD, "unknown");
        defect(() -> apply(
                name, everythingAnd(new Change.PutFiles(List.of(SampleRows.file(unknown, 9, SampleRows.unitId(1)))))));
        defect(() ->
                apply(name, everythingAnd(new Change.PutBlock(SampleRows.block("changed", SampleRows.input(), "b9")))));
        nothingIsThere();
    }

    @Test
    void subjects_of_another_request_are_not_moved_by_ours() {
        RequestName other = created("other", RequestStatus.ACTIVE);
        DagKey key = SampleRows.key("other", 0, 0);
        applied(
                other,
                new Change.PutDag(SampleRows.dag("other", 0, 0)),
                new Change.PutWorkUnits(List.of(SampleRows.unit("other", 0, 0, 5))),
                new Change.PutIntent(new Intent(SubjectKind.DAG, Intent.dag(key), IntentAction.SUBMIT_DAG, AT)));
        lost(name, new Change.MoveDag(key, DagStatus.PLANNING, DagStatus.FAILED, "x"));
        lost(name, new Change.ReadyDag(key, new PreparedDag("/spool", 1, 1, 1, Layout.SUBDAG)));
        lost(name, new Change.FixCluster(key, new ClusterId(3)));
        lost(
                name,
                new Change.MoveWorkUnit(
                        SampleRows.unitId(5), WorkUnitStatus.PLANNED, WorkUnitStatus.FAILED, null, "x"));
        applied(name, new Change.EndIntent(SubjectKind.DAG, Intent.dag(key), IntentAction.SUBMIT_DAG));
        assertThat(stores.work().openIntents(SubjectKind.DAG, Intent.dag(key))).hasSize(1);
    }
}
