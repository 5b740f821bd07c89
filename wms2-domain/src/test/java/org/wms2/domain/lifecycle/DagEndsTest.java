package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;

/** One story per end of a DAGMan that a real pool was seen to make (contracts/htcondor.md 2 and 3). */
class DagEndsTest {
    private final World world = new World();
    private Wms2 wms2 = world.process("a");
    private final RequestName name = world.assigned(Specs.generator("gen", 600));
    private final DagKey key = world.key(name, 0);

    /** Three work units; DAGMan is released and has not started. */
    private void released() {
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
    }

    /** Three work units, of which the first is merged. */
    private void running() {
        released();
        world.condor.start(key);
        world.condor.finish(key, 0);
        assertThat(later().status()).isEqualTo(RequestStatus.ACTIVE);
    }

    private Request later() {
        return later(Duration.ofSeconds(31));
    }

    private Request later(Duration time) {
        world.pass(time);
        return world.settle(wms2, name).request();
    }

    private Dag first() {
        return world.stores.work().dags(name).getFirst();
    }

    private long failed() {
        return world.stores.work().workUnits(key).stream()
                .filter(u -> u.status() == WorkUnitStatus.FAILED)
                .count();
    }

    private void isHeldAs(DagStatus status, String... words) {
        Request held = later();
        assertThat(held.status()).as(held.reason()).isEqualTo(RequestStatus.HELD);
        assertThat(held.cause()).isEqualTo(Cause.DAG_LOST);
        assertThat(held.reason()).contains(words);
        assertThat(first().status()).isEqualTo(status);
    }

    private void goesOnInRound(int round) {
        wms2.wish(name, NewWish.of(WishKind.RELEASE, "op@desk", ""));
        Request end = world.live(wms2, name);
        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(end.round()).isEqualTo(round);
        assertThat(world.dbs.events(Specs.AODSIM)).isEqualTo(600);
    }

    @Test
    void aHaltFileDrainsTheDagAndARescueGoesOnAfterARelease() {
        running();
        world.condor.startUnit(key, 1);
        world.files.halt(first().directory());
        world.condor.finish(key, 1);
        world.condor.end(key, 1);

        isHeldAs(DagStatus.HALTED, "drained by a halt file", "2 of 3 work units");
        assertThat(world.request(name).suggestion()).isEqualTo("release");
        assertThat(failed()).isZero();
        goesOnInRound(0);
    }

    @Test
    void aHaltFileThatCameTooLateToStopAnythingChangesNoEnd() {
        running();
        world.condor.finish(key, 1);
        world.condor.fail(key, 2, "Job exited with status 1");
        world.files.halt(first().directory());
        world.condor.end(key, 1);

        later();

        assertThat(first().status()).isEqualTo(DagStatus.PARTIAL);
    }

    @Test
    void dagmanSaysItselfThatItWasHalted() {
        running();
        world.condor.endSaying(key, 6);

        isHeldAs(DagStatus.HALTED, "halt file");
    }

    @Test
    void aDagThatANodeAborted() {
        running();
        world.condor.fail(key, 1, "Job proc (64.0.0) failed with status 43 (after 0 node retries)");
        world.condor.endSaying(key, 3);

        later();

        assertThat(first().status()).isEqualTo(DagStatus.PARTIAL);
        assertThat(first().reason()).contains("aborted by a node", "failed with status 43");
    }

    @Test
    void aCycleIsOurFault() {
        running();
        world.condor.endSaying(key, 5);

        isHeldAs(DagStatus.FAILED, "our fault", "cycle");
    }

    @Test
    void aDagmanThatLostTrackLeavesARescueFileThatIsNotUsed() {
        running();
        world.condor.endSaying(key, 1);

        isHeldAs(DagStatus.INTERRUPTED, "lost track", "a second one has run", "1 of 3 work units");
        goesOnInRound(1);
    }

    @Test
    void aDagThatCannotBeReadInALaterAttemptIsOurFaultTooAndNothingCountsAsFailed() {
        running();
        world.condor.fail(key, 1, "said by an earlier attempt");
        world.condor.endWithParseError(key, "ERROR: attempt.dag (line 1): bad VARS");

        isHeldAs(DagStatus.FAILED, "our fault", "bad VARS");
        assertThat(failed()).isZero();
    }

    @Test
    void aDeletedDirectoryIsSaidAndWhatWasTakenInStays() {
        running();
        String directory = first().directory();
        world.files.delete(directory);
        world.condor.endWithoutAWord(key, 1);

        isHeldAs(DagStatus.INTERRUPTED, directory + " is gone", "1 of 3 work units are merged and stay so");
        goesOnInRound(1);
    }

    @Test
    void aDagmanWhoseDirectoryWasDeletedIsGivenUpOnceItIsNotStartedAgain() {
        running();
        String directory = first().directory();
        world.files.delete(directory);
        world.condor.waitsToBeStartedAgain(key);

        later();
        assertThat(first().status()).as("a disk may be away for a moment").isEqualTo(DagStatus.RUNNING);
        for (int i = 0; i < 12; i++) {
            later();
        }

        isHeldAs(DagStatus.INTERRUPTED, directory + " is gone", "1 of 3 work units are merged and stay so");
        goesOnInRound(1);
    }

    @Test
    void aDagmanThatDiedOfASignalIsRecoveredFromWhatIsOnDisk() {
        running();
        world.condor.endWithoutAWord(key, 139);

        later();

        assertThat(first().status()).isEqualTo(DagStatus.INTERRUPTED);
        assertThat(first().reason()).contains("exit 139 without a last word");
        assertThat(world.request(name).round()).as("planned anew").isEqualTo(1);
    }

    @Test
    void removedByOthersWhileItRan() {
        running();
        world.condor.removeByOther(key);

        isHeldAs(DagStatus.REMOVED, "not by WMS2", "by user other", "1 of 3 work units");
        goesOnInRound(0);
    }

    @Test
    void heldAndThenRemovedItHasNoRescueFileAndThatIsSaidOnceItIsSure() {
        running();
        world.condor.hold(key, 1, "via condor_hold (by user other)");
        later();
        world.condor.removeByOther(key);

        Request waiting = later();

        assertThat(waiting.status()).as("it may still be writing").isEqualTo(RequestStatus.ACTIVE);
        assertThat(waiting.reason()).contains("last word is waited for");
        world.pass(Duration.ofMinutes(6));
        isHeldAs(DagStatus.REMOVED, "not by WMS2", "no rescue file", "1 of 3 work units");
        goesOnInRound(1);
    }

    @Test
    void removedAfterItsReleaseAndBeforeItsFirstStartIsKnownAtOnce() {
        released();
        world.condor.removeByOther(key);

        isHeldAs(DagStatus.REMOVED, "before it had started", "not by WMS2");
        goesOnInRound(1);
    }

    @Test
    void aStopBeforeTheFirstStartNeedsNoGraceTime() {
        released();
        wms2.wish(name, NewWish.of(WishKind.STOP, "op@desk", ""));

        later();
        later();

        assertThat(first().status()).isEqualTo(DagStatus.REMOVED);
        assertThat(world.request(name).status()).isEqualTo(RequestStatus.HELD);
    }

    @Test
    void anEndThatIsOurFaultDuringAStopHoldsTheRequestAndEndsTheWish() {
        running();
        wms2.wish(name, NewWish.of(WishKind.STOP, "op@desk", ""));
        while (world.request(name).status() != RequestStatus.STOPPING) {
            wms2.turn(name);
        }
        world.condor.endSaying(key, 5);

        Request held = later();

        assertThat(held.status()).as(held.reason()).isEqualTo(RequestStatus.HELD);
        assertThat(first().status()).isEqualTo(DagStatus.FAILED);
        assertThat(world.stores.wishes().open(name)).isEmpty();
    }

    @Test
    void aDagmanThatCannotStartIsStoppedAsAnyOther() {
        released();
        world.condor.startInVain(key, 3);
        wms2.wish(name, NewWish.of(WishKind.STOP, "op@desk", ""));
        for (int minute = 0; minute < 15; minute++) {
            later(Duration.ofMinutes(1));
        }

        assertThat(first().status()).isEqualTo(DagStatus.INTERRUPTED);
        assertThat(world.request(name).status()).isEqualTo(RequestStatus.HELD);
    }

    @Test
    void aDagmanThatCannotStartIsGivenUpAndTheRequestHeldWithItsWords() {
        released();
        world.condor.startInVain(key, 4);
        assertThat(later().status()).as("a few times may be bad luck").isEqualTo(RequestStatus.ACTIVE);
        assertThat(world.condor.find(key).orElseThrow().state()).isEqualTo(JobState.IDLE);
        world.condor.startInVain(key, 8);

        isHeldAs(DagStatus.FAILED, "our fault", "DAGMan cannot start", "12 times");
        assertThat(world.condor.find(key).orElseThrow().state()).isEqualTo(JobState.REMOVED);
        goesOnInRound(1);
    }

    @Test
    void aDagmanThatRanAndCannotStartAgainIsGivenUpToo() {
        running();
        world.condor.crash(key);
        assertThat(later().status()).isEqualTo(RequestStatus.ACTIVE);
        for (int i = 0; i < 9; i++) {
            world.condor.crash(key);
        }

        isHeldAs(DagStatus.FAILED, "DAGMan cannot start", "11 times");
    }

    @Test
    void aCrashOfDagmanOrAScheddThatRestartsMovesNothingAndIsNoted() {
        running();
        world.condor.crash(key);

        Request after = later();

        assertThat(after.status()).isEqualTo(RequestStatus.ACTIVE);
        assertThat(after.reason()).contains("started 2 times", "goes on from its log");
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.condor.everStarted(key)).isEqualTo(1);
    }

    @Test
    void crashesThatAreFarApartAreNoLoop() {
        running();
        for (int i = 0; i < 20; i++) {
            world.condor.crash(key);
            assertThat(later(Duration.ofMinutes(6)).status()).isEqualTo(RequestStatus.ACTIVE);
        }
    }

    @Test
    void whatIsReleasedAgainAndAgainAndNeverStartsIsForAPerson() {
        running();
        for (int i = 0; i < 4; i++) {
            world.condor.hold(key, 6, "Failed to execute condor_dagman");
            assertThat(later().status()).isEqualTo(RequestStatus.ACTIVE);
            world.condor.wake(key);
        }
        world.condor.hold(key, 6, "Failed to execute condor_dagman");

        Request held = later();

        assertThat(held.status()).isEqualTo(RequestStatus.HELD);
        assertThat(held.reason()).contains("released by WMS2 4 times");
    }

    /** No process of ours looked; when one does, ad and history are gone: what DAGMan left on disk is its last word. */
    @ParameterizedTest
    @ValueSource(strings = {"success", "partial", "removed", "halted"})
    void anEndThatNobodySawIsTakenFromDiskAtOnce(String how) {
        running();
        switch (how) {
            case "success" -> {
                world.condor.finish(key, 1);
                world.condor.finish(key, 2);
                world.condor.end(key, 0);
            }
            case "partial" -> {
                world.condor.finish(key, 1);
                world.condor.fail(key, 2, "Job exited with status 1");
                world.condor.end(key, 1);
            }
            case "removed" -> {
                world.condor.finish(key, 1);
                world.condor.removeByOther(key);
            }
            default -> {
                world.files.halt(first().directory());
                world.condor.end(key, 1);
            }
        }
        world.condor.vanish(key);
        world.pass(Duration.ofDays(3));
        wms2 = world.process("b");

        Request after = world.settle(wms2, name).request();

        switch (how) {
            case "success" -> {
                assertThat(first().status()).isEqualTo(DagStatus.COMPLETED);
                assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
                assertThat(world.dbs.events(Specs.AODSIM)).isEqualTo(600);
            }
            case "partial" -> {
                assertThat(first().status()).isEqualTo(DagStatus.PARTIAL);
                assertThat(first().reason()).contains("2 of 3 work units");
                assertThat(failed()).isOne();
            }
            case "removed" -> {
                assertThat(first().status()).isEqualTo(DagStatus.REMOVED);
                assertThat(after.status()).isEqualTo(RequestStatus.HELD);
                goesOnInRound(0);
            }
            default -> {
                assertThat(first().status()).isEqualTo(DagStatus.HALTED);
                goesOnInRound(0);
            }
        }
    }

    @Test
    void aKeptAdThatSomebodyRemovesLooksRemovedAndHadEndedByItself() {
        running();
        world.condor.fail(key, 1, "Job exited with status 1");
        world.condor.fail(key, 2, "Job exited with status 1");
        world.condor.end(key, 1);
        world.condor.removeKept(key);

        later();

        assertThat(first().status()).isEqualTo(DagStatus.PARTIAL);
        assertThat(failed()).isEqualTo(2);
    }
}
