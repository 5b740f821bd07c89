package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wms2.ports.store.SampleRows.AOD;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.RequestStatus;

/** A new processing version invalidates what those before it made, and nothing else. */
public abstract class InvalidationContract extends StoresContract {
    private static final OutputBlock BLOCK = SampleRows.block("old", AOD, "b1");

    private static final OutputBlock UNDER_WAY = SampleRows.block("old", AOD, "b2");

    private RequestName old;
    private RequestName second;

    @BeforeEach
    void createARequestWithAnAnnouncedBlockAndItsRestart() {
        old = created("old", RequestStatus.ACTIVE);
        applied(
                old,
                new Change.PutDag(SampleRows.dag("old", 0, 0)),
                new Change.PutWorkUnits(List.of(SampleRows.unit("old", 0, 0, 1), SampleRows.unit("old", 0, 1, 2))),
                new Change.ClaimInput(SampleRows.unitId(1), List.of(new Span(0, 5))),
                new Change.ClaimInput(SampleRows.unitId(2), List.of(new Span(5, 9))),
                new Change.PutBlock(BLOCK),
                new Change.PutFiles(List.of(SampleRows.file(BLOCK, 1, SampleRows.unitId(1)))));
        announce();
        second = superseded("old", "old_v2", 3);
    }

    private void announce() {
        OutputBlock b = BLOCK;
        applied(
                old,
                new Change.UpdateBlock(
                        SampleRows.block("old", AOD, "b1", BlockStatus.ANNOUNCED, b.files(), b.events(), b.bytes()),
                        BlockStatus.OPEN),
                new Change.MoveWorkUnit(
                        SampleRows.unitId(1), WorkUnitStatus.PLANNED, WorkUnitStatus.REGISTERED, null, ""));
    }

    private RequestName superseded(String before, String next, long version) {
        assertThat(stores.requests()
                        .supersede(SupersedeContract.next(
                                before,
                                next,
                                version,
                                new Change.MoveRequest(
                                        row(new RequestName(before)).status(),
                                        RequestStatus.FAILED,
                                        "superseded",
                                        ""))))
                .isTrue();
        return new RequestName(next);
    }

    private static Change invalidate(RequestName earlier) {
        return new Change.InvalidateOutputs(earlier, List.of(BLOCK.name()), "restarted as old_v2");
    }

    private BlockStatus status() {
        return stores.outputs().blocks(old).getFirst().status();
    }

    @Test
    void blocks_and_ledger_rows_of_their_work_units_are_invalidated_and_the_work_units_stay_registered() {
        applied(second, invalidate(old));
        OutputBlock after = stores.outputs().blocks(old).getFirst();
        assertThat(after.status()).isEqualTo(BlockStatus.INVALIDATED);
        assertThat(after.reason()).isEqualTo("restarted as old_v2");
        assertThat(after.statusSince()).isEqualTo(AT);
        assertThat(stores.ledger().entries(old, Span.ALL))
                .extracting(LedgerEntry::workUnit, LedgerEntry::active, LedgerEntry::invalidatedAt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(SampleRows.unitId(1), true, AT),
                        org.assertj.core.groups.Tuple.tuple(SampleRows.unitId(2), true, null));
        assertThat(stores.work().counts(old).in(WorkUnitStatus.REGISTERED)).isEqualTo(1);
        assertThat(row(old).status()).isEqualTo(RequestStatus.FAILED);
    }

    @Test
    void what_is_invalidated_stays_as_it_is() {
        applied(second, invalidate(old));
        OutputBlock once = stores.outputs().blocks(old).getFirst();
        applied(second, invalidate(old));
        assertThat(stores.outputs().blocks(old)).containsExactly(once);
    }

    @Test
    void a_later_version_invalidates_what_all_before_it_made() {
        RequestName third = superseded("old_v2", "old_v3", 1);
        applied(third, invalidate(old));
        assertThat(status()).isEqualTo(BlockStatus.INVALIDATED);
    }

    @Test
    void a_request_that_is_no_restart_of_it_invalidates_nothing() {
        RequestName stranger = created("stranger", RequestStatus.ACTIVE);
        assertThatThrownBy(() -> apply(stranger, invalidate(old)))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("no restart of");
        assertThatThrownBy(() -> apply(old, invalidate(second))).isInstanceOf(Wms2Exception.class);
        assertThat(status()).isEqualTo(BlockStatus.ANNOUNCED);
    }

    @Test
    void as_long_as_the_earlier_one_writes_its_blocks_itself_nobody_else_does() {
        applied(old, new Change.SetOwing(true), new Change.PutBlock(UNDER_WAY));
        BlockStatus before = BlockStatus.OPEN;
        for (BlockStatus status : BlockStatus.values()) {
            applied(old, new Change.UpdateBlock(underWay(status), before));
            before = status;
            if (status.isUnfinished()) {
                lost(second, invalidate(old));
                assertThat(status()).as(status.word()).isEqualTo(BlockStatus.ANNOUNCED);
            }
        }
        applied(old, new Change.UpdateBlock(underWay(BlockStatus.TRANSFERRING), before), new Change.SetOwing(false));
        applied(second, invalidate(old));
    }

    @Test
    void what_the_earlier_one_owes_beside_blocks_is_not_waited_for() {
        applied(old, new Change.SetOwing(true));
        applied(second, invalidate(old));
        assertThat(status()).isEqualTo(BlockStatus.INVALIDATED);
        assertThat(row(old).owing()).isTrue();
    }

    private static OutputBlock underWay(BlockStatus status) {
        return SampleRows.block("old", AOD, "b2", status, 1, 1, 1);
    }

    @Test
    void a_block_that_the_earlier_one_did_not_make_is_not_touched() {
        RequestName other = created("other", RequestStatus.ACTIVE);
        OutputBlock theirs = SampleRows.block("other", AOD, "t1");
        applied(other, new Change.PutBlock(theirs));
        lost(second, new Change.InvalidateOutputs(old, List.of(BLOCK.name(), theirs.name()), "wrong"));
        assertThat(status()).isEqualTo(BlockStatus.ANNOUNCED);
        assertThat(stores.outputs().blocks(other).getFirst().status()).isEqualTo(BlockStatus.OPEN);
    }

    @Test
    void an_intent_keeps_its_detail_while_it_is_open() {
        String subject = second.value();
        IntentAction action = IntentAction.ADD_STATISTICS;
        applied(second, new Change.PutIntent(new Intent(SubjectKind.REQUEST, subject, action, AT, "before: 1")));
        applied(second, new Change.PutIntent(new Intent(SubjectKind.REQUEST, subject, action, AT, "before: 2")));
        assertThat(stores.work().openIntents(SubjectKind.REQUEST, subject))
                .extracting(Intent::detail)
                .containsExactly("before: 1");
        assertThat(stores.work().hasEnded(SubjectKind.REQUEST, subject, action)).isFalse();
        applied(second, new Change.EndIntent(SubjectKind.REQUEST, subject, action));
        assertThat(stores.work().hasEnded(SubjectKind.REQUEST, subject, action)).isTrue();
        assertThat(stores.work().hasEnded(SubjectKind.REQUEST, subject, IntentAction.SET_STATUS))
                .isFalse();
        applied(second, new Change.PutIntent(new Intent(SubjectKind.REQUEST, subject, action, AT, "before: 3")));
        assertThat(stores.work().openIntents(SubjectKind.REQUEST, subject))
                .extracting(Intent::detail)
                .containsExactly("before: 3");
    }
}
