package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;

class WishesTest {
    private final World world = new World();
    private final Wms2 wms2 = world.process("a");

    private RequestName imported() {
        RequestName name = world.assigned(Specs.generator("gen", 600));
        wms2.importRequest(name, RequestOptions.NONE);
        return name;
    }

    /** Runs with one of three work units done. */
    private RequestName running() {
        RequestName name = imported();
        world.settle(wms2, name);
        DagKey key = world.key(name, 0);
        world.condor.start(key);
        world.condor.finish(key, 0);
        world.pass(Duration.ofSeconds(30));
        world.settle(wms2, name);
        return name;
    }

    private void wish(RequestName name, WishKind kind) {
        wish(name, NewWish.of(kind, "op@desk", "night shift"));
    }

    private void wish(RequestName name, NewWish wish) {
        world.stores.wishes().add(name, wish);
    }

    private Request later(RequestName name, Duration time) {
        world.pass(time);
        return world.settle(wms2, name).request();
    }

    @Test
    void holdLetsTheDagRunOutAndThenRests() {
        RequestName name = running();
        wish(name, WishKind.HOLD);
        assertThat(later(name, Duration.ofSeconds(30)).status()).isEqualTo(RequestStatus.ACTIVE);

        world.condor.runToEnd(world.key(name, 0));
        Request held = world.live(wms2, name);

        assertThat(held.status()).isEqualTo(RequestStatus.HELD);
        assertThat(held.reason()).isEqualTo("hold by op@desk: night shift");
        assertThat(world.stores.work().counts(name).in(WorkUnitStatus.REPLACED)).isZero();
        assertThat(world.stores.wishes().open(name)).isEmpty();
        wish(name, WishKind.RELEASE);
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.events(Specs.AODSIM)).isEqualTo(600);
    }

    @Test
    void aReleaseTakesBackAHoldThatStillWaits() {
        RequestName name = running();
        wish(name, WishKind.HOLD);
        later(name, Duration.ofSeconds(30));
        wish(name, WishKind.RELEASE);
        later(name, Duration.ofSeconds(30));

        assertThat(world.stores.wishes().open(name)).isEmpty();
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
    }

    @Test
    void stopRemovesTheDagKeepsWhatIsDoneAndRests() {
        RequestName name = running();
        wish(name, WishKind.STOP);

        Request held = world.live(wms2, name);

        assertThat(held.status()).as(held.reason()).isEqualTo(RequestStatus.HELD);
        assertThat(world.dag(name).status()).isEqualTo(DagStatus.STOPPED);
        assertThat(world.condor.everStarted(world.key(name, 0))).isEqualTo(1);
        assertThat(world.stores.ledger().positions(name).get(LedgerState.AVAILABLE))
                .isNull();
        wish(name, WishKind.RELEASE);
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.events(Specs.AODSIM)).isEqualTo(600);
        assertThat(world.stores.ledger().positions(name)).isEqualTo(Map.of(LedgerState.REGISTERED, 600L));
        assertThat(world.request(name).round())
                .as("gone on with, not planned anew")
                .isZero();
    }

    @Test
    void stopWithRequeueGoesOnByItself() {
        RequestName name = running();
        wish(name, new NewWish(WishKind.STOP, true, false, null, "op@desk", ""));

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.events(Specs.AODSIM)).isEqualTo(600);
        assertThat(world.dag(name).key().attempt()).isEqualTo(1);
    }

    @Test
    void nothingIsPlannedAnewWhileJobsOfTheStoppedDagAreInTheQueue() {
        RequestName name = running();
        world.condor.linger(world.key(name, 0), 7);
        wish(name, WishKind.STOP);

        later(name, Duration.ofSeconds(31));
        Request stopping = later(name, Duration.ofSeconds(31));

        assertThat(stopping.status()).isEqualTo(RequestStatus.STOPPING);
        assertThat(stopping.reason()).contains("7 jobs of the DAG are still in the queue");
        assertThat(world.condor.leftoversRemoved(world.key(name, 0))).isFalse();
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.STOPPING);
        assertThat(world.condor.leftoversRemoved(world.key(name, 0)))
                .as("past the grace time they are removed")
                .isTrue();
        world.condor.linger(world.key(name, 0), 0);
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.HELD);
    }

    @Test
    void aDagThatWasHeldIsReleasedBeforeItIsRemoved() {
        RequestName name = running();
        world.condor.hold(world.key(name, 0), 13, "disk full");
        wish(name, WishKind.STOP);

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.HELD);
        assertThat(world.dag(name).status()).isEqualTo(DagStatus.STOPPED);
    }

    @Test
    void abortEndsTheRequestOnceNothingRunsAndWhatIsMergedIsAnnounced() {
        RequestName name = running();
        wish(name, WishKind.HOLD);
        wish(name, WishKind.ABORT);

        Request end = world.live(wms2, name);

        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.ABORTED);
        assertThat(world.stores.work().counts(name).in(WorkUnitStatus.ABANDONED))
                .isEqualTo(2);
        assertThat(world.stores.outputs().blocks(name))
                .extracting(OutputBlock::status)
                .doesNotContain(BlockStatus.PENDING, BlockStatus.TRANSFERRING);
        assertThat(world.stores.wishes().open(name)).isEmpty();
    }

    @Test
    void failOfAQueuedRequestNeedsNothingElse() {
        RequestName name = imported();
        wish(name, WishKind.FAIL);

        assertThat(world.settle(wms2, name).request().status()).isEqualTo(RequestStatus.FAILED);
    }

    @Test
    void aReleasedRequestTriesItsFailedBlocksAgain() {
        RequestName name = imported();
        world.settle(wms2, name);
        world.trouble.refuse("DBS", "code 310: LFN breaks the lexicon");
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.HELD);
        world.trouble.up("DBS");

        wish(name, WishKind.RELEASE);

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.injections().values()).containsOnly(1);
    }

    @Test
    void aReleaseOfWhatIsNotHeldIsWithdrawnAndSaysSo() {
        RequestName name = running();
        wish(name, WishKind.RELEASE);

        later(name, Duration.ofSeconds(30));

        assertThat(world.stores.wishes().open(name)).isEmpty();
        assertThat(world.request(name).status()).isEqualTo(RequestStatus.ACTIVE);
    }

    @Test
    void finishGivesUpWhatIsMissingAndCompletesWithTheRest() {
        RequestName name = running();
        wish(name, WishKind.FINISH);

        Request end = world.live(wms2, name);

        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(end.reason()).contains("2 work units were abandoned");
        assertThat(world.dbs.events(Specs.AODSIM)).isEqualTo(200);
        assertThat(world.stores.ledger().positions(name))
                .isEqualTo(Map.of(LedgerState.REGISTERED, 200L, LedgerState.ABANDONED, 400L));
    }

    @Test
    void finishOfARequestThatHasMadeNothingIsWithdrawn() {
        RequestName name = imported();
        world.settle(wms2, name);
        wish(name, WishKind.HOLD);
        world.condor.runToEnd(world.key(name, 0));
        RequestName other = world.assigned(Specs.generator("other", 200));
        wms2.importRequest(other, RequestOptions.NONE);
        wish(other, WishKind.FINISH);

        world.settle(wms2, other);

        assertThat(world.stores.wishes().open(other)).isEmpty();
        assertThat(world.request(other).status().isFinal()).isFalse();
    }

    @Test
    void aPriorityActsAtOnceAndBesideEverythingElse() {
        RequestName name = running();
        wish(name, new NewWish(WishKind.PRIORITY, false, false, 4_711, "op@desk", ""));

        later(name, Duration.ofSeconds(30));

        assertThat(world.request(name).priority()).isEqualTo(4_711);
        assertThat(world.request(name).status()).isEqualTo(RequestStatus.ACTIVE);
    }

    @Test
    void aWishThatComesWhileATurnIsUnderWayIsNotLost() {
        world.input(1, 2);
        RequestName name = world.assigned(Specs.reReco("rereco"));
        wms2.importRequest(name, RequestOptions.NONE);
        boolean[] wished = {false};
        world.trouble.during("DBS", () -> {
            if (!wished[0]) {
                wished[0] = true;
                wish(name, WishKind.HOLD);
            }
        });

        wms2.turn(name);

        assertThat(wms2.due(10)).contains(name);
        assertThat(world.settle(wms2, name).request().status()).isEqualTo(RequestStatus.HELD);
    }
}
