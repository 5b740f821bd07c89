package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wms2.domain.Specs;
import org.wms2.domain.TurnResult;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.domain.outputs.Blocks;
import org.wms2.ports.cms.DatasetAccessType;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;

/** A request that ends as aborted or failed is final at once; what it owes goes on. */
class OwingTest {
    private static final String WHO = "op@desk";

    private final World world = new World();
    private final Wms2 wms2 = world.process("a");
    private final RequestName name = world.assigned(Specs.generator("gen", 400));

    /** Its DAG has ended and its blocks wait for their rules. */
    private void onItsWay() {
        wms2.importRequest(name, RequestOptions.NONE);
        for (int i = 0; i < 100 && blocks().stream().noneMatch(b -> b == BlockStatus.TRANSFERRING); i++) {
            world.settle(wms2, name);
            world.condor.advance();
            world.pass(Duration.ofSeconds(5));
        }
        assertThat(blocks()).contains(BlockStatus.TRANSFERRING);
    }

    private List<BlockStatus> blocks() {
        return world.stores.outputs().blocks(name).stream()
                .map(OutputBlock::status)
                .toList();
    }

    private Request endedBy(WishKind kind) {
        wms2.wish(name, NewWish.of(kind, WHO, "enough"));
        return world.settle(wms2, name).request();
    }

    private void settled() {
        for (int i = 0; i < 20; i++) {
            world.pass(Duration.ofSeconds(30));
            world.settle(wms2, name);
        }
    }

    @Test
    void anAbortedRequestIsFinalAtOnceAndItsClosedBlocksGoOn() {
        onItsWay();
        Request ended = endedBy(WishKind.ABORT);
        assertThat(ended.status()).isEqualTo(RequestStatus.ABORTED);
        assertThat(ended.owing()).isTrue();
        assertThat(wms2.due(10)).isEmpty();
        world.pass(Duration.ofMinutes(1));
        assertThat(wms2.due(10)).as("owing, it stays due").containsExactly(name);
        settled();
        assertThat(blocks()).containsOnly(BlockStatus.ANNOUNCED);
        assertThat(world.request(name).owing()).isFalse();
        assertThat(world.request(name).status()).isEqualTo(RequestStatus.ABORTED);
        assertThat(world.request(name).reason()).contains("enough");
        assertThat(wms2.turn(name).kind()).isEqualTo(TurnResult.Kind.FINAL);
        assertThat(wms2.due(10)).isEmpty();
    }

    @Test
    void aServiceThatIsDownThenDelaysWhatIsOwedAndChangesNothingElse() {
        onItsWay();
        world.trouble.down("Rucio");
        Request ended = endedBy(WishKind.FAIL);
        assertThat(ended.status()).isEqualTo(RequestStatus.FAILED);
        String why = ended.reason();
        settled();
        assertThat(world.request(name).owing()).isTrue();
        assertThat(world.request(name).reason()).isEqualTo(why);
        world.trouble.up("Rucio");
        world.pass(Duration.ofHours(2));
        settled();
        assertThat(world.request(name).owing()).isFalse();
        assertThat(blocks()).containsOnly(BlockStatus.ANNOUNCED);
    }

    @Test
    void aRefusalEndsTheBlockAndNotTheStatusOfTheRequest() {
        onItsWay();
        endedBy(WishKind.ABORT);
        world.trouble.refuse("Rucio", "no such rule");
        settled();
        assertThat(blocks()).containsOnly(BlockStatus.FAILED);
        assertThat(world.request(name).status()).isEqualTo(RequestStatus.ABORTED);
        assertThat(world.request(name).owing()).as("nothing more can be done").isFalse();
    }

    @Test
    void openBlocksAreDroppedAndStillNameTheFilesThatAreToBeCleaned() {
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        world.condor.start(world.key(name, 0));
        world.condor.finish(world.key(name, 0), 0);
        world.pass(Duration.ofSeconds(30));
        world.settle(wms2, name);
        assertThat(blocks()).containsOnly(BlockStatus.OPEN);
        wms2.wish(name, NewWish.of(WishKind.ABORT, WHO, "wrong"));
        Request end = world.live(wms2, name);
        assertThat(end.status()).isEqualTo(RequestStatus.ABORTED);
        assertThat(end.owing()).isFalse();
        assertThat(world.stores.outputs().blocks(name)).isNotEmpty().allSatisfy(b -> {
            assertThat(b.status()).isEqualTo(BlockStatus.INVALIDATED);
            assertThat(b.reason()).startsWith("dropped, 1 files to be cleaned: abort by op@desk");
            assertThat(world.stores.outputs().files(b.name())).hasSize(1);
        });
        assertThat(world.dbs.injections()).isEmpty();
        assertThat(wms2.audit(name).firstDifference()).isEmpty();
    }

    @Test
    void withImmediateCleanupTheNextVersionTakesOverWhatIsOnItsWay() {
        onItsWay();
        endedBy(WishKind.ABORT);
        RequestName next = wms2.restart(name, WHO, "", CleanupPolicy.IMMEDIATE_CLEANUP)
                .next()
                .name();
        assertThat(world.request(name).owing()).isFalse();
        assertThat(world.live(wms2, next).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(blocks()).containsOnly(BlockStatus.INVALIDATED);
        assertThat(world.dbs.dataset(Specs.GEN_SIM).orElseThrow().accessType()).isEqualTo(DatasetAccessType.INVALID);
        assertThat(wms2.turn(name).kind()).isEqualTo(TurnResult.Kind.FINAL);
    }

    @Test
    void keptOutputsOfARestartGoOnUntilTheyAreReplaced() {
        onItsWay();
        endedBy(WishKind.ABORT);
        RequestName next = wms2.restart(name, WHO, "", CleanupPolicy.KEEP_UNTIL_REPLACED)
                .next()
                .name();
        assertThat(world.request(name).owing()).isTrue();
        world.live(wms2, next);
        assertThat(world.request(next).status()).as("it waits for the old one").isEqualTo(RequestStatus.ACTIVE);
        settled();
        assertThat(world.request(name).owing()).isFalse();
        assertThat(world.live(wms2, next).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(blocks()).containsOnly(BlockStatus.INVALIDATED);
    }

    /** Its DAG has ended at the first blocks, which are open. */
    private void opened() {
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        world.condor.start(world.key(name, 0));
        world.condor.finish(world.key(name, 0), 0);
        world.pass(Duration.ofSeconds(30));
        world.settle(wms2, name);
        assertThat(blocks()).containsOnly(BlockStatus.OPEN);
    }

    private OutputBlock block(DatasetName dataset) {
        return world.stores.outputs().blocks(name).stream()
                .filter(b -> b.dataset().equals(dataset))
                .findFirst()
                .orElseThrow();
    }

    /** As if the block had been closed, or had failed. */
    private void put(OutputBlock after, BlockStatus from) {
        Claim claim =
                world.stores.requests().claim(name, "a", Duration.ofMinutes(1)).orElseThrow();
        assertThat(world.stores
                        .requests()
                        .apply(new ChangeSet(
                                claim,
                                world.request(name).version(),
                                world.now(),
                                WHO,
                                List.of(new Change.UpdateBlock(after, from)))))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "FAILED"})
    void aClosedBlockWhoseParentsWillNeverBeInDbsIsDroppedWithThem(BlockStatus parents) {
        opened();
        put(Blocks.moved(block(Specs.AODSIM), BlockStatus.PENDING, world.now()), BlockStatus.OPEN);
        if (parents == BlockStatus.FAILED) {
            put(Blocks.moved(block(Specs.GEN_SIM), BlockStatus.PENDING, world.now()), BlockStatus.OPEN);
            put(Blocks.failed(block(Specs.GEN_SIM), "refused", world.now()), BlockStatus.PENDING);
        }
        wms2.wish(name, NewWish.of(WishKind.ABORT, WHO, "wrong"));
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.ABORTED);
        settled();
        assertThat(block(Specs.AODSIM).status()).isEqualTo(BlockStatus.INVALIDATED);
        assertThat(block(Specs.AODSIM).reason())
                .startsWith("dropped, 1 files to be cleaned: its parents' block "
                        + block(Specs.GEN_SIM).name());
        assertThat(world.dbs.injections()).isEmpty();
        assertThat(world.request(name).owing()).isFalse();
        assertThat(world.stores
                        .work()
                        .openIntents(
                                SubjectKind.BLOCK, block(Specs.AODSIM).name().value()))
                .isEmpty();
    }
}
