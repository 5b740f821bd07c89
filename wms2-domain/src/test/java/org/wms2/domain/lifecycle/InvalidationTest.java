package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wms2.ports.request.CleanupPolicy.IMMEDIATE_CLEANUP;
import static org.wms2.ports.request.CleanupPolicy.KEEP_UNTIL_REPLACED;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wms2.domain.CrashingRequests;
import org.wms2.domain.CrashingRequests.Death;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.cms.DatasetAccessType;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.Stores;
import org.wms2.ports.store.SubjectKind;

/** What becomes of the outputs of a processing version that is restarted. */
class InvalidationTest {
    private static final String WHO = "alice@here";
    private static final DatasetName NEW_AODSIM = new DatasetName("/Primary/Era-Str-v2/AODSIM");

    private final World world = new World();
    private final RequestName name = world.assigned(Specs.generator("gen", 400));
    private final RequestName next = new RequestName("gen_v2");
    private final Wms2 wms2 = world.process("first");

    private void completed() {
        wms2.importRequest(name, RequestOptions.NONE);
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
    }

    private DatasetAccessType type(DatasetName dataset) {
        return world.dbs.dataset(dataset).orElseThrow().accessType();
    }

    private List<BlockStatus> old() {
        return world.stores.outputs().blocks(name).stream()
                .map(OutputBlock::status)
                .distinct()
                .toList();
    }

    private void isInvalidated() {
        assertThat(old()).containsExactly(BlockStatus.INVALIDATED);
        assertThat(type(Specs.AODSIM)).isEqualTo(DatasetAccessType.INVALID);
        assertThat(type(Specs.GEN_SIM)).isEqualTo(DatasetAccessType.INVALID);
        assertThat(world.stores.ledger().entries(name, Span.ALL))
                .isNotEmpty()
                .extracting(LedgerEntry::invalidatedAt)
                .doesNotContainNull();
        assertThat(world.stores.work().counts(name).in(WorkUnitStatus.REGISTERED))
                .isEqualTo(world.stores.work().counts(name).total());
        assertThat(wms2.audit(name).firstDifference()).isEmpty();
        for (OutputBlock block : world.stores.outputs().blocks(name)) {
            assertThat(world.rucio.findRule(block.name(), "T1_US_FNAL_Disk")).isEmpty();
        }
        assertThat(world.stores.work().openIntents(SubjectKind.REQUEST, next.value()))
                .noneMatch(i -> i.action() == IntentAction.INVALIDATE_DATASET);
    }

    @Test
    void withImmediateCleanupTheOldOutputsAreInvalidatedBeforeAnythingIsPlanned() {
        completed();
        wms2.restart(name, WHO, "", IMMEDIATE_CLEANUP);
        while (world.request(next).status() == RequestStatus.SUBMITTED) {
            wms2.turn(next);
        }
        isInvalidated();
        assertThat(world.stores.work().dags(next)).isEmpty();
        assertThat(world.live(wms2, next).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(type(NEW_AODSIM)).isEqualTo(DatasetAccessType.VALID);
    }

    @Test
    void keptOutputsStayValidUntilTheNewOnesAre() {
        completed();
        wms2.restart(name, WHO, "", KEEP_UNTIL_REPLACED);
        for (int i = 0; i < 300 && type(Specs.AODSIM) == DatasetAccessType.VALID; i++) {
            assertThat(world.request(next).status()).isNotEqualTo(RequestStatus.COMPLETED);
            if (wms2.turn(next).nextLook().isAfter(world.now())) {
                world.condor.advance();
                world.pass(Duration.ofSeconds(30));
            }
        }
        assertThat(type(NEW_AODSIM)).as("valid when the old ones ceased to be").isEqualTo(DatasetAccessType.VALID);
        assertThat(world.live(wms2, next).status()).isEqualTo(RequestStatus.COMPLETED);
        isInvalidated();
    }

    @Test
    void anAbortedNewVersionLeavesTheKeptOutputsValidAndTheOneAfterItInvalidatesThem() {
        completed();
        wms2.restart(name, WHO, "", KEEP_UNTIL_REPLACED);
        wms2.wish(next, org.wms2.ports.wish.NewWish.of(org.wms2.ports.wish.WishKind.ABORT, WHO, ""));
        assertThat(world.live(wms2, next).status()).isEqualTo(RequestStatus.ABORTED);
        assertThat(type(Specs.AODSIM)).isEqualTo(DatasetAccessType.VALID);
        RequestName third =
                wms2.restart(next, WHO, "", KEEP_UNTIL_REPLACED).next().name();
        assertThat(world.live(wms2, third).status()).isEqualTo(RequestStatus.COMPLETED);
        isInvalidated();
    }

    @Test
    void aDatasetThatHoldsSomebodyElsesBlockIsNotInvalidated() {
        completed();
        world.dbs.put(new BlockName(Specs.AODSIM + "#theirs"), List.of());
        wms2.restart(name, WHO, "", IMMEDIATE_CLEANUP);
        Request held = world.live(wms2, next);
        assertThat(held.status()).isEqualTo(RequestStatus.HELD);
        assertThat(held.reason()).contains("#theirs, which it did not make");
        assertThat(type(Specs.AODSIM)).isEqualTo(DatasetAccessType.VALID);
        assertThat(old()).doesNotContain(BlockStatus.INVALIDATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DBS", "Rucio"})
    void aServiceThatIsDownDelaysTheInvalidationAndLosesNothing(String service) {
        completed();
        wms2.restart(name, WHO, "", IMMEDIATE_CLEANUP);
        world.trouble.down(service);
        assertThat(world.settle(wms2, next).message()).contains(service);
        assertThat(world.request(next).status()).isEqualTo(RequestStatus.SUBMITTED);
        world.trouble.up(service);
        world.pass(Duration.ofMinutes(2));
        assertThat(world.live(wms2, next).status()).isEqualTo(RequestStatus.COMPLETED);
        isInvalidated();
    }

    /** Whatever change set a process dies at, before or after its commit. */
    @ParameterizedTest
    @EnumSource(CleanupPolicy.class)
    void whereverAProcessDiesTheRestartIsDoneOnceAndEveryOldBlockInvalidated(CleanupPolicy policy) {
        for (boolean afterCommit : new boolean[] {false, true}) {
            int deaths = 0;
            while (new InvalidationTest().dieAt(deaths, afterCommit, policy)) {
                deaths++;
            }
            assertThat(deaths).as("change sets at which a process died").isGreaterThan(15);
        }
    }

    private boolean dieAt(int fatal, boolean afterCommit, CleanupPolicy policy) {
        completed();
        Stores dying = world.stores.with(new CrashingRequests(world.stores.requests(), fatal, afterCommit));
        Wms2 crashing = world.process("crashing", dying, 500);
        boolean died = false;
        try {
            crashing.restart(name, WHO, "", policy);
            world.live(crashing, next);
        } catch (Death e) {
            died = true;
        }
        world.pass(Duration.ofMinutes(2));
        if (world.stores.requests().find(next).isEmpty()) {
            wms2.restart(name, WHO, "", policy);
        }
        if (!world.request(next).status().isFinal()) {
            world.live(wms2, next);
        }
        String where = policy + ": dead at change set " + fatal + (afterCommit ? " after" : " before") + " its commit";
        Request end = world.request(next);
        assertThat(end.status()).as(where + ": " + end.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.request(name).supersededBy()).as(where).isEqualTo(next);
        assertThat(world.dbs.injections().values()).as(where).containsOnly(1);
        assertThat(world.dbs.events(NEW_AODSIM)).as(where).isEqualTo(400);
        assertThat(type(NEW_AODSIM)).as(where).isEqualTo(DatasetAccessType.VALID);
        isInvalidated();
        return died;
    }
}
