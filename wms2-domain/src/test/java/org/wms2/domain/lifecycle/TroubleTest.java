package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Specs;
import org.wms2.domain.TurnResult;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.cms.RuleState;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore.Site;

class TroubleTest {
    private final World world = new World();
    private final Wms2 wms2 = world.process("a");

    private RequestName imported() {
        RequestName name = world.assigned(Specs.generator("gen", 400));
        wms2.importRequest(name, RequestOptions.NONE);
        return name;
    }

    private DagKey running(RequestName name) {
        world.settle(wms2, name);
        world.condor.advance();
        world.pass(Duration.ofSeconds(30));
        world.settle(wms2, name);
        return world.key(name, 0);
    }

    @Test
    void aScheddThatIsDownAtImportStoresNothing() {
        RequestName name = world.assigned(Specs.generator("gen", 400));
        world.condor.reachable(false);

        assertThatThrownBy(() -> wms2.importRequest(name, RequestOptions.NONE))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
        assertThat(world.stores.requests().find(name)).isEmpty();
    }

    @Test
    void aScheddThatIsDownLaterMovesNothingAndIsSaid() {
        RequestName name = imported();
        running(name);
        world.condor.reachable(false);
        world.pass(Duration.ofHours(2));

        TurnResult result = world.settle(wms2, name);

        assertThat(result.request().status()).isEqualTo(RequestStatus.ACTIVE);
        assertThat(result.message()).contains("HTCondor");
        assertThat(world.request(name).reason()).contains("HTCondor");
        assertThat(world.dag(name).status()).isEqualTo(DagStatus.RUNNING);
        world.condor.reachable(true);
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
    }

    @Test
    void aLostAnswerToTheSubmissionLeavesOneDagman() {
        RequestName name = imported();
        world.condor.loseNextAnswer();

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.condor.everStarted(world.key(name, 0))).isEqualTo(1);
    }

    @Test
    void aStrayOfAProcessThatWasTooLateIsSweptAndNeverRuns() {
        RequestName name = imported();
        DagKey key = running(name);
        world.condor.stray(key, world.dag(name).directory());
        world.pass(Duration.ofSeconds(30));
        assertThat(world.condor.observe().of(key)).hasSize(2);

        world.settle(wms2, name);

        assertThat(world.condor.observe().of(key)).hasSize(1);
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.condor.everStarted(key)).isEqualTo(1);
    }

    @Test
    void aFailedWorkUnitHoldsTheRequestWithDagmansWords() {
        RequestName name = imported();
        DagKey key = running(name);
        world.condor.finish(key, 0);
        world.condor.fail(key, 1, "merge failed with status 42");
        world.condor.end(key, 1);

        Request end = world.live(wms2, name);

        assertThat(end.status()).isEqualTo(RequestStatus.HELD);
        assertThat(end.reason()).contains("1 of 2 work units are merged", "merge failed with status 42");
        assertThat(world.dag(name).status()).isEqualTo(DagStatus.PARTIAL);
    }

    @Test
    void aCleanupThatFailsLosesNothingAsTheManifestDecides() {
        RequestName name = imported();
        DagKey key = running(name);
        world.condor.finish(key, 0);
        world.condor.finish(key, 1);
        world.condor.fail(key, 1, "cleanup failed with status 1");
        world.condor.end(key, 1);

        Request end = world.live(wms2, name);

        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.events(Specs.AODSIM)).isEqualTo(400);
    }

    @Test
    void whatAHeldRequestHasMergedIsStillAnnounced() {
        RequestName name = imported();
        DagKey key = running(name);
        world.condor.finish(key, 0);
        world.condor.fail(key, 1, "no");
        world.condor.end(key, 1);
        world.live(wms2, name);

        for (int i = 0; i < 20; i++) {
            world.pass(Duration.ofMinutes(1));
            world.settle(wms2, name);
        }

        assertThat(world.request(name).status()).isEqualTo(RequestStatus.HELD);
        assertThat(world.stores.outputs().blocks(name))
                .isNotEmpty()
                .extracting(OutputBlock::status)
                .containsOnly(BlockStatus.ANNOUNCED);
    }

    @Test
    void aDagThatSomebodyElseRemovedIsHeldAndNotTakenForDone() {
        RequestName name = imported();
        DagKey key = running(name);
        world.condor.finish(key, 0);
        world.condor.removeByOther(key);

        Request end = world.live(wms2, name);

        assertThat(end.status()).isEqualTo(RequestStatus.HELD);
        assertThat(end.reason()).contains("removed, not by WMS2", "1 of 2 work units");
        assertThat(world.dag(name).status()).isEqualTo(DagStatus.REMOVED);
    }

    @Test
    void aDagWhoseAdWasRemovedAfterItHadEndedIsDone() {
        RequestName name = imported();
        DagKey key = running(name);
        world.condor.finish(key, 0);
        world.condor.finish(key, 1);
        world.condor.removeByOther(key);

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dag(name).status()).isEqualTo(DagStatus.COMPLETED);
    }

    @Test
    void aDagThatVanishesIsBelievedToBeGoneOnlyAfterTheGraceTime() {
        RequestName name = imported();
        DagKey key = running(name);
        world.condor.vanish(key);

        world.pass(Duration.ofSeconds(30));
        assertThat(world.settle(wms2, name).request().status()).isEqualTo(RequestStatus.ACTIVE);
        world.pass(Duration.ofMinutes(6));
        world.settle(wms2, name);
        assertThat(world.stores.work().dags(name).getFirst().status()).isEqualTo(DagStatus.INTERRUPTED);
        assertThat(world.request(name).round()).as("planned anew").isEqualTo(1);
    }

    @Test
    void aDagThatDagmanCannotReadIsOurFault() {
        RequestName name = imported();
        DagKey key = running(name);
        world.condor.endWithParseError(key, "ERROR: workflow.dag (line 3): no such node");

        Request end = world.live(wms2, name);

        assertThat(end.status()).isEqualTo(RequestStatus.HELD);
        assertThat(end.reason()).contains("our fault", "no such node");
        assertThat(world.dag(name).status()).isEqualTo(DagStatus.FAILED);
    }

    @Test
    void aManifestThatLostEventsIsAConflictAndNothingOfItIsRegistered() {
        RequestName name = imported();
        DagKey key = running(name);
        world.condor.finish(key, 0);
        String directory = world.dag(name).directory();
        WorkUnitManifest good = world.files.manifest(directory, 0).orElseThrow();
        List<OutputFile> fewer = new ArrayList<>(good.files());
        OutputFile last = fewer.removeLast();
        fewer.add(new OutputFile(
                last.lfn(),
                last.dataset(),
                last.step(),
                last.module(),
                last.bytes(),
                last.adler32(),
                last.events() - 1,
                last.lumis(),
                last.parents()));
        world.files.replaceManifest(
                directory, new WorkUnitManifest(good.id(), good.ordinal(), good.site(), good.jobs(), fewer));

        Request end = world.live(wms2, name);

        assertThat(end.status()).isEqualTo(RequestStatus.HELD);
        assertThat(end.reason()).contains("expected 200 events", "its manifest has 199");
        assertThat(world.stores.outputs().blocks(name)).isEmpty();
    }

    @Test
    void dbsBeingDownStartsAClockAndMovesNothing() {
        RequestName name = imported();
        running(name);
        world.trouble.down("DBS");
        Request waiting = world.live(wms2, name);

        assertThat(waiting.status()).isEqualTo(RequestStatus.ACTIVE);
        assertThat(waiting.reason()).contains("DBS");
        assertThat(world.stores.outputs().blocks(name))
                .extracting(OutputBlock::status)
                .contains(BlockStatus.PENDING);
        world.trouble.up("DBS");
        world.pass(Duration.ofHours(2));
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.injections().values()).containsOnly(1);
    }

    @Test
    void aRefusalByDbsFailsTheBlockAndHoldsTheRequest() {
        RequestName name = imported();
        running(name);
        world.trouble.refuse("DBS", "code 310: LFN breaks the lexicon");

        Request end = world.live(wms2, name);

        assertThat(end.status()).isEqualTo(RequestStatus.HELD);
        assertThat(end.reason()).contains("code 310");
        assertThat(world.stores.outputs().blocks(name))
                .extracting(OutputBlock::status)
                .contains(BlockStatus.FAILED);
    }

    @Test
    void lostAnswersOfDbsAndRucioInjectAndAskOnce() {
        RequestName name = imported();
        running(name);
        world.trouble.loseNextAnswer("DBS");
        world.trouble.loseNextAnswer("Rucio");

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.injections().values()).containsOnly(1);
        assertThat(world.rucio.everAsked()).doesNotHaveDuplicates();
    }

    @Test
    void aStuckRuleIsWaitedForAndSaid() {
        RequestName name = imported();
        world.rucio.rulesEndIn(RuleState.STUCK);

        Request end = world.live(wms2, name);

        assertThat(end.status()).isEqualTo(RequestStatus.ACTIVE);
        assertThat(end.reason()).contains("STUCK");
    }

    @Test
    void anInputOfWhichNothingIsSelectedIsHeldNotCompleted() {
        world.input(1, 0);
        RequestName name = world.assigned(Specs.reReco("rereco"));
        wms2.importRequest(name, RequestOptions.NONE);

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.HELD);
    }

    @Test
    void outputsOfEarlierRoundsAreAnnouncedWhileTheNextRoundHasNoSite() {
        world.input(4, 5);
        Wms2 small = world.process("small", world.stores, 3);
        RequestName name = world.assigned(Specs.reReco("rereco"));
        small.importRequest(name, RequestOptions.NONE);
        world.settle(small, name);
        world.condor.runToEnd(world.key(name, 0));
        for (String site : List.of("T2_CH_CERN", "T1_US_FNAL")) {
            world.stores.sites().put(new Site(new SiteName(site), SiteStatus.DISABLED, "power cut"));
        }
        for (int i = 0; i < 60; i++) {
            world.pass(Duration.ofMinutes(1));
            for (int turns = 0; turns < 100 && small.due(10).contains(name); turns++) {
                small.turn(name);
            }
        }

        assertThat(world.request(name).status()).isEqualTo(RequestStatus.QUEUED);
        assertThat(world.stores.outputs().blocks(name))
                .isNotEmpty()
                .extracting(OutputBlock::status)
                .containsOnly(BlockStatus.ANNOUNCED);
    }

    @Test
    void anInputThatIsNowhereWaitsInTheQueueUntilItsReplicasCome() {
        world.input(1, 2);
        world.rucio.takeAway("T2_CH_CERN");
        world.rucio.takeAway("T1_US_FNAL_Disk");
        RequestName name = world.assigned(Specs.reReco("rereco"));
        wms2.importRequest(name, RequestOptions.NONE);

        TurnResult waiting = world.settle(wms2, name);
        assertThat(waiting.request().status()).isEqualTo(RequestStatus.QUEUED);
        assertThat(waiting.request().reason()).contains("no plan yet");

        world.rucio.put(new BlockName(Specs.INPUT + "#block-0"), "T2_CH_CERN");
        world.pass(Duration.ofMinutes(15));

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.events(Specs.RECO)).isEqualTo(200);
    }

    @Test
    void anEffectThatTakesLongerThanALeaseIsNotDoneForEver() {
        world.input(1, 2);
        RequestName name = world.assigned(Specs.reReco("rereco"));
        wms2.importRequest(name, RequestOptions.NONE);
        world.trouble.during("DBS", () -> world.pass(Duration.ofMinutes(2)));

        wms2.turn(name);

        assertThat(world.request(name).status()).isEqualTo(RequestStatus.QUEUED);
    }

    @Test
    void anEffectThatBreaksQuarantinesTheRequest() {
        RequestName name = imported();
        running(name);
        world.trouble.during("DBS", () -> {
            throw new IllegalStateException("a defect");
        });

        Request end = world.live(wms2, name);

        assertThat(end.status()).isEqualTo(RequestStatus.HELD);
        assertThat(end.reason()).contains("quarantined", "a defect");
    }

    @Test
    void aHeldRequestGoesOnSayingWhyItIsHeldWhenAServiceIsDown() {
        RequestName name = imported();
        DagKey key = running(name);
        world.condor.finish(key, 0);
        world.condor.fail(key, 1, "merge failed with status 42");
        world.condor.end(key, 1);
        world.trouble.down("DBS");
        world.live(wms2, name);

        world.pass(Duration.ofHours(1));
        world.settle(wms2, name);

        assertThat(world.stores.outputs().blocks(name))
                .extracting(OutputBlock::reason)
                .anySatisfy(reason -> assertThat(reason).contains("DBS"));
        assertThat(world.request(name).reason()).contains("merge failed with status 42");
    }

    @Test
    void aHeldRequestThatMeetsARefusalRestsInsteadOfBeingTurnedAtOnceForEver() {
        RequestName name = imported();
        DagKey key = running(name);
        world.condor.removeByOther(key);
        Request held = world.live(wms2, name);
        RequestState state = new RequestState(
                held,
                world.stores.work().workflow(name).orElseThrow(),
                world.stores.work().latestDag(name),
                List.of(),
                List.of(),
                List.of(),
                false);

        Troubles.Answer answer = new Troubles(wms2.settings())
                .answer(state, null, new ServiceRefusedException("CRIC", "no"), world.now());

        assertThat(answer.held()).isFalse();
        assertThat(answer.nextLook()).isEqualTo(world.now().plusSeconds(60));
        assertThat(answer.changes()).containsExactly(new Change.Wait(held.cause(), held.reason(), answer.nextLook()));
    }

    @Test
    void aStatusFileThatIsBehindAtTheEndLosesNoManifest() {
        RequestName name = imported();
        DagKey key = running(name);
        world.condor.finish(key, 0);
        world.condor.finish(key, 1);
        world.files.forgetInStatusFile(world.dag(name).directory(), 1);
        world.condor.removeByOther(key);

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
    }

    @Test
    void aProcessThatMeetsALiveClaimOnlyWatchesAndTakesOverWhenItEnds() {
        RequestName name = imported();
        world.settle(wms2, name);
        Wms2 other = world.process("b");

        TurnResult watching = other.turn(name);
        assertThat(watching.kind()).isEqualTo(TurnResult.Kind.WATCHING);
        assertThat(watching.message()).contains("a");

        world.pass(Duration.ofMinutes(2));
        assertThat(world.live(other, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.condor.everStarted(world.key(name, 0))).isEqualTo(1);
    }

    @Test
    void aReleasedClaimIsTakenOverAtOnce() {
        RequestName name = imported();
        world.settle(wms2, name);
        wms2.releaseClaim(name);

        assertThat(world.process("b").turn(name).kind()).isNotEqualTo(TurnResult.Kind.WATCHING);
    }

    @Test
    void importingAgainFollowsTheLiveOneAndRefusesTheFinalOne() {
        RequestName name = imported();
        assertThat(wms2.importRequest(name, RequestOptions.NONE).alreadyThere()).isTrue();
        RequestOptions other =
                new RequestOptions(null, null, 200L, null, null, false, List.of(), RequestOptions.NONE.cleanupPolicy());
        assertThatThrownBy(() -> wms2.importRequest(name, other))
                .hasMessageContaining("asked events-per-job 200; it has none");

        world.live(wms2, name);

        assertThatThrownBy(() -> wms2.importRequest(name, RequestOptions.NONE))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(Optional.of(world.request(name).status())).contains(RequestStatus.COMPLETED);
    }

    @Test
    void aRequestThatAWmagentRunsIsRefused() {
        RequestName name = world.inStatus(Specs.generator("gen", 400), "running-open");

        assertThatThrownBy(() -> wms2.importRequest(name, RequestOptions.NONE))
                .hasMessageContaining("running-open")
                .hasMessageContaining("assigned");
        assertThat(wms2.dryRun(name, RequestOptions.NONE, true).summary().jobs())
                .isEqualTo(4);
    }
}
