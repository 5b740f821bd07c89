package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wms2.ports.store.SampleRows.AOD;
import static org.wms2.ports.store.SampleRows.MINI;
import static org.wms2.ports.store.SampleRows.T0;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.RuleId;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.request.RequestStatus;

/** Output blocks and files, and what is summed up from them. */
public abstract class OutputStoreContract extends StoresContract {
    private static final OutputBlock AOD_BLOCK = SampleRows.block("makes", AOD, "a");
    private static final OutputBlock MINI_BLOCK = SampleRows.block("makes", MINI, "m");

    private RequestName name;

    @BeforeEach
    void createRequestWithThreeWorkUnits() {
        name = created("makes", RequestStatus.ACTIVE);
        applied(
                name,
                new Change.PutDag(SampleRows.dag("makes", 0, 0)),
                new Change.PutDag(SampleRows.dag("makes", 1, 0)),
                new Change.PutWorkUnits(List.of(
                        SampleRows.unit("makes", 1, 0, 1),
                        SampleRows.unit("makes", 0, 1, 2),
                        SampleRows.unit("makes", 0, 0, 3))));
    }

    private static OutputBlock with(OutputBlock b, BlockStatus status) {
        return SampleRows.block(b.request().value(), b.dataset(), suffix(b), status, b.files(), b.events(), b.bytes());
    }

    private static String suffix(OutputBlock b) {
        return b.name().value().substring(b.name().value().indexOf('#') + 1);
    }

    /** Puts a block of a status. */
    private void block(OutputBlock block, BlockStatus status) {
        applied(name, new Change.PutBlock(block));
        applied(name, new Change.UpdateBlock(with(block, status), BlockStatus.OPEN));
    }

    private void move(OutputBlock block, BlockStatus from, BlockStatus to) {
        applied(name, new Change.UpdateBlock(with(block, to), from));
    }

    private void merged(int unit) {
        applied(
                name,
                new Change.MoveWorkUnit(
                        SampleRows.unitId(unit), WorkUnitStatus.PLANNED, WorkUnitStatus.MERGED, null, "manifest"));
    }

    private void files(RegisteredFile... files) {
        applied(name, new Change.PutFiles(List.of(files)));
    }

    @Test
    void a_request_without_outputs_has_none() {
        assertThat(stores.outputs().blocks(name)).isEmpty();
        assertThat(stores.outputs().datasets(name)).isEmpty();
        assertThat(stores.outputs().files(AOD_BLOCK.name())).isEmpty();
        assertThat(stores.outputs().parentsNotInDbs(AOD_BLOCK.name())).isEmpty();
        assertThat(stores.outputs().fullyRegistered(name)).isEmpty();
    }

    @Test
    void the_files_of_a_work_unit_come_by_lfn_from_all_blocks() {
        block(AOD_BLOCK, BlockStatus.OPEN);
        block(MINI_BLOCK, BlockStatus.PENDING);
        RegisteredFile aod = SampleRows.file(AOD_BLOCK, 2, SampleRows.unitId(1));
        RegisteredFile second = SampleRows.file(AOD_BLOCK, 3, SampleRows.unitId(1));
        RegisteredFile mini = SampleRows.file(MINI_BLOCK, 1, SampleRows.unitId(1), SampleRows.lfn(AOD, 2));
        files(mini, SampleRows.file(AOD_BLOCK, 1, SampleRows.unitId(2)), second, aod);
        assertThat(stores.outputs().filesOf(name, SampleRows.unitId(1))).containsExactly(aod, second, mini);
        assertThat(stores.outputs().filesOf(name, SampleRows.unitId(3))).isEmpty();
        assertThat(stores.outputs().filesOf(new RequestName("unknown"), SampleRows.unitId(1)))
                .isEmpty();
    }

    @Test
    void a_block_is_put_open_and_only_once() {
        applied(name, new Change.PutBlock(AOD_BLOCK));
        assertThat(stores.outputs().blocks(name)).containsExactly(AOD_BLOCK);
        lost(name, new Change.PutBlock(AOD_BLOCK));
    }

    @Test
    void an_updated_block_has_every_field_of_the_new_row() {
        applied(name, new Change.PutBlock(AOD_BLOCK));
        RuleId source = new RuleId("0".repeat(32));
        OutputBlock full = row(source, new RuleId("f".repeat(32)), "waits for Rucio", 3);
        applied(name, new Change.UpdateBlock(full, BlockStatus.OPEN));
        assertThat(stores.outputs().blocks(name)).containsExactly(full);
        OutputBlock bare = row(null, null, "", 0);
        applied(name, new Change.UpdateBlock(bare, BlockStatus.TRANSFERRING));
        assertThat(stores.outputs().blocks(name)).containsExactly(bare);
    }

    private static OutputBlock row(@Nullable RuleId source, @Nullable RuleId destination, String reason, int retries) {
        return new OutputBlock(
                AOD_BLOCK.name(),
                AOD_BLOCK.request(),
                AOD,
                new RseName("T2_CH_CERN"),
                BlockStatus.TRANSFERRING,
                2,
                5_000_000_000L,
                6_000_000_000L,
                source,
                destination,
                reason,
                retries,
                T0.plusSeconds(1),
                T0.plusSeconds(2),
                T0.plusSeconds(3));
    }

    @Test
    void a_block_is_not_updated_from_where_it_is_not() {
        lost(name, new Change.UpdateBlock(AOD_BLOCK, BlockStatus.OPEN));
        block(AOD_BLOCK, BlockStatus.PENDING);
        lost(name, new Change.UpdateBlock(with(AOD_BLOCK, BlockStatus.FAILED), BlockStatus.OPEN));
        assertThat(stores.outputs().blocks(name).getFirst().status()).isEqualTo(BlockStatus.PENDING);
    }

    @Test
    void blocks_come_oldest_first_then_by_name() {
        OutputBlock young = SampleRows.block("makes", AOD, "0");
        applied(name, new Change.PutBlock(SampleRows.block("makes", AOD, "b")), new Change.PutBlock(MINI_BLOCK));
        applied(name, new Change.PutBlock(AOD_BLOCK), new Change.PutBlock(later(young)));
        assertThat(stores.outputs().blocks(name)).extracting(b -> suffix(b)).containsExactly("a", "b", "m", "0");
    }

    private static OutputBlock later(OutputBlock b) {
        return new OutputBlock(
                b.name(),
                b.request(),
                b.dataset(),
                b.rse(),
                b.status(),
                0,
                0,
                0,
                null,
                null,
                "",
                0,
                T0.plusSeconds(9),
                T0,
                T0);
    }

    @Test
    void files_come_back_as_they_were_by_lfn() {
        block(AOD_BLOCK, BlockStatus.PENDING);
        RegisteredFile one =
                SampleRows.file(AOD_BLOCK, 1, SampleRows.unitId(1), SampleRows.lfn(MINI, 8), SampleRows.lfn(MINI, 7));
        RegisteredFile two = SampleRows.file(AOD_BLOCK, 2, SampleRows.unitId(2));
        files(two, one);
        assertThat(stores.outputs().files(AOD_BLOCK.name())).containsExactly(one, two);
        assertThat(stores.outputs().files(MINI_BLOCK.name())).isEmpty();
    }

    @Test
    void a_known_lfn_makes_the_whole_set_fail() {
        applied(name, new Change.PutBlock(AOD_BLOCK), new Change.PutBlock(MINI_BLOCK));
        files(SampleRows.file(AOD_BLOCK, 1, SampleRows.unitId(1)));
        lost(
                name,
                new Change.PutFiles(List.of(
                        SampleRows.file(AOD_BLOCK, 2, SampleRows.unitId(1)),
                        SampleRows.file(AOD_BLOCK, 1, SampleRows.unitId(2)))));
        lost(
                name,
                new Change.PutFiles(List.of(
                        SampleRows.file(AOD_BLOCK, 3, SampleRows.unitId(1)),
                        SampleRows.file(AOD_BLOCK, 3, SampleRows.unitId(1)))));
        assertThat(stores.outputs().files(AOD_BLOCK.name())).hasSize(1);
    }

    @Test
    void thousands_of_files_are_put_at_once() {
        applied(name, new Change.PutBlock(AOD_BLOCK));
        List<RegisteredFile> many = new ArrayList<>();
        for (int i = 0; i < 2_300; i++) {
            many.add(SampleRows.file(AOD_BLOCK, i, SampleRows.unitId(1)));
        }
        files(many.toArray(RegisteredFile[]::new));
        assertThat(stores.outputs().files(AOD_BLOCK.name())).hasSize(2_300).containsAll(many);
    }

    @Test
    void a_datasets_sums_are_its_blocks_and_its_status_the_least_advanced_ones() {
        block(SampleRows.block("makes", MINI, "m1", BlockStatus.OPEN, 1, 10, 100), BlockStatus.ANNOUNCED);
        block(SampleRows.block("makes", AOD, "a1", BlockStatus.OPEN, 2, 20, 3_000_000_000L), BlockStatus.TRANSFERRED);
        block(SampleRows.block("makes", AOD, "a2", BlockStatus.OPEN, 3, 30, 3_000_000_000L), BlockStatus.PENDING);
        block(SampleRows.block("makes", AOD, "a3", BlockStatus.OPEN, 4, 40, 3_000_000_000L), BlockStatus.INVALIDATED);
        assertThat(stores.outputs().datasets(name))
                .containsExactly(
                        new OutputDataset(name, AOD, BlockStatus.PENDING, 3, 9, 90, 9_000_000_000L),
                        new OutputDataset(name, MINI, BlockStatus.ANNOUNCED, 1, 1, 10, 100));
    }

    @Test
    void a_failed_block_makes_its_dataset_failed() {
        block(SampleRows.block("makes", AOD, "a1"), BlockStatus.OPEN);
        block(SampleRows.block("makes", AOD, "a2"), BlockStatus.FAILED);
        assertThat(stores.outputs().datasets(name))
                .extracting(OutputDataset::status)
                .containsExactly(BlockStatus.FAILED);
    }

    @Test
    void a_merged_work_unit_is_registered_when_all_blocks_of_its_files_are() {
        block(AOD_BLOCK, BlockStatus.SOURCE_PROTECTED);
        block(MINI_BLOCK, BlockStatus.DBS_REGISTERED);
        files(
                SampleRows.file(AOD_BLOCK, 1, SampleRows.unitId(1)),
                SampleRows.file(MINI_BLOCK, 1, SampleRows.unitId(1)),
                SampleRows.file(AOD_BLOCK, 2, SampleRows.unitId(2)),
                SampleRows.file(AOD_BLOCK, 3, SampleRows.unitId(3)));
        merged(1);
        merged(2);
        assertThat(stores.outputs().fullyRegistered(name)).containsExactly(SampleRows.unitId(2));
        move(MINI_BLOCK, BlockStatus.DBS_REGISTERED, BlockStatus.SOURCE_PROTECTED);
        merged(3);
        assertThat(stores.outputs().fullyRegistered(name))
                .as("by round and ordinal")
                .containsExactly(SampleRows.unitId(3), SampleRows.unitId(2), SampleRows.unitId(1));
    }

    @Test
    void every_status_says_whether_its_files_are_registered() {
        applied(name, new Change.PutBlock(AOD_BLOCK));
        files(SampleRows.file(AOD_BLOCK, 1, SampleRows.unitId(1)));
        merged(1);
        BlockStatus before = BlockStatus.OPEN;
        for (BlockStatus status : BlockStatus.values()) {
            move(AOD_BLOCK, before, status);
            assertThat(!stores.outputs().fullyRegistered(name).isEmpty())
                    .as(status.word())
                    .isEqualTo(status.isRegistered());
            before = status;
        }
    }

    @Test
    void a_registered_work_unit_is_not_named_again() {
        block(AOD_BLOCK, BlockStatus.ANNOUNCED);
        files(SampleRows.file(AOD_BLOCK, 1, SampleRows.unitId(1)));
        merged(1);
        applied(
                name,
                new Change.MoveWorkUnit(
                        SampleRows.unitId(1), WorkUnitStatus.MERGED, WorkUnitStatus.REGISTERED, null, "registered"));
        assertThat(stores.outputs().fullyRegistered(name)).isEmpty();
    }

    @Test
    void a_block_waits_for_the_open_and_pending_blocks_of_its_parents() {
        OutputBlock other = SampleRows.block("makes", AOD, "b");
        applied(name, new Change.PutBlock(AOD_BLOCK), new Change.PutBlock(other), new Change.PutBlock(MINI_BLOCK));
        files(
                SampleRows.file(AOD_BLOCK, 1, SampleRows.unitId(1)),
                SampleRows.file(AOD_BLOCK, 2, SampleRows.unitId(1)),
                SampleRows.file(other, 3, SampleRows.unitId(2)),
                SampleRows.file(MINI_BLOCK, 1, SampleRows.unitId(1), SampleRows.lfn(AOD, 1), SampleRows.lfn(AOD, 2)),
                SampleRows.file(
                        MINI_BLOCK,
                        2,
                        SampleRows.unitId(2),
                        SampleRows.lfn(AOD, 3),
                        SampleRows.lfn(MINI, 1),
                        SampleRows.lfn(SampleRows.input(), 77)));
        assertThat(stores.outputs().parentsNotInDbs(MINI_BLOCK.name()))
                .as("not itself, and not inputs that we did not make")
                .containsExactly(AOD_BLOCK.name(), other.name());
        assertThat(stores.outputs().parentsNotInDbs(AOD_BLOCK.name())).isEmpty();
        move(AOD_BLOCK, BlockStatus.OPEN, BlockStatus.PENDING);
        move(other, BlockStatus.OPEN, BlockStatus.DBS_REGISTERED);
        assertThat(stores.outputs().parentsNotInDbs(MINI_BLOCK.name())).containsExactly(AOD_BLOCK.name());
    }

    @Test
    void parents_that_another_request_makes_are_waited_for_too() {
        RequestName first = created("first", RequestStatus.ACTIVE);
        OutputBlock parent = SampleRows.block("first", AOD, "p");
        applied(
                first,
                new Change.PutDag(SampleRows.dag("first", 0, 0)),
                new Change.PutWorkUnits(List.of(SampleRows.unit("first", 0, 0, 9))),
                new Change.PutBlock(parent),
                new Change.PutFiles(List.of(SampleRows.file(parent, 50, SampleRows.unitId(9)))));
        applied(name, new Change.PutBlock(MINI_BLOCK));
        files(SampleRows.file(MINI_BLOCK, 1, SampleRows.unitId(1), SampleRows.lfn(AOD, 50)));
        assertThat(stores.outputs().parentsNotInDbs(MINI_BLOCK.name())).containsExactly(parent.name());
    }

    @Test
    void parents_that_were_dropped_or_failed_on_the_way_to_dbs_never_got_there() {
        applied(name, new Change.PutBlock(AOD_BLOCK), new Change.PutBlock(MINI_BLOCK));
        files(
                SampleRows.file(AOD_BLOCK, 1, SampleRows.unitId(1)),
                SampleRows.file(MINI_BLOCK, 1, SampleRows.unitId(1), SampleRows.lfn(AOD, 1)));
        BlockStatus before = BlockStatus.OPEN;
        for (BlockStatus lost : List.of(BlockStatus.INVALIDATED, BlockStatus.FAILED)) {
            move(AOD_BLOCK, before, lost);
            assertThat(stores.outputs().parentsNotInDbs(MINI_BLOCK.name()))
                    .as(lost.word())
                    .containsExactly(AOD_BLOCK.name());
            before = lost;
        }
        move(AOD_BLOCK, before, BlockStatus.DBS_REGISTERED);
        before = BlockStatus.DBS_REGISTERED;
        for (BlockStatus ended : List.of(BlockStatus.FAILED, BlockStatus.INVALIDATED, BlockStatus.ANNOUNCED)) {
            move(AOD_BLOCK, before, ended);
            assertThat(stores.outputs().parentsNotInDbs(MINI_BLOCK.name()))
                    .as("once it was in DBS, and is " + ended.word())
                    .isEmpty();
            before = ended;
        }
    }
}
