package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.FakeHTCondor;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.pilot.PilotMeasure;
import org.wms2.ports.pilot.PilotStatus;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;
import org.wms2.ports.workflow.Workflow;

class PilotTest {
    static final RequestOptions WITH_PILOT = options(false);
    private static final int EVENTS = 600;

    private final World world = new World();
    private final FakeHTCondor condor = world.condor;
    private final Wms2 wms2 = world.process("a");

    private static RequestOptions options(boolean urgent) {
        return new RequestOptions(
                null, null, null, null, null, urgent, List.of(), CleanupPolicy.KEEP_UNTIL_REPLACED, true, null, null);
    }

    static DagKey pilotKey(RequestName name, int attempt) {
        return new DagKey(DagTag.pilot(name, 1), attempt);
    }

    /** Released, and the pilot of it has started. */
    private RequestName piloted() {
        RequestName name = world.assigned(Specs.generator("gen", EVENTS));
        wms2.importRequest(name, WITH_PILOT);
        world.settle(wms2, name);
        condor.start(pilotKey(name, 0));
        return name;
    }

    private Request later(RequestName name, Duration time) {
        world.pass(time);
        return world.settle(wms2, name).request();
    }

    private Request soon(RequestName name) {
        return later(name, Duration.ofSeconds(30));
    }

    private Pilot pilot(RequestName name) {
        return world.stores.work().pilot(name).orElseThrow();
    }

    private Workflow workflow(RequestName name) {
        return world.stores.work().workflow(name).orElseThrow();
    }

    private void wish(RequestName name, NewWish wish) {
        world.stores.wishes().add(name, wish);
    }

    private void wish(RequestName name, WishKind kind) {
        wish(name, NewWish.of(kind, "op@desk", "night shift"));
    }

    private String planningReason(RequestName name) {
        return world.stores.work().transitions(name).stream()
                .filter(t -> t.from().equals("pilot_running") && t.to().equals("planning"))
                .map(t -> t.why())
                .findFirst()
                .orElse("never");
    }

    private void completesWithAllEvents(RequestName name) {
        Request end = world.live(wms2, name);
        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.events(Specs.AODSIM)).isEqualTo(EVENTS);
        assertThat(wms2.audit(name).isClean()).isTrue();
    }

    @Test
    void anUrgentRequestHasNoPilot() {
        assertThatThrownBy(() -> options(true)).isInstanceOf(InputRefusedException.class);
    }

    @Test
    void whileThePilotRunsTheRequestSaysSoAndTakesASlotAndClaimsNothing() {
        RequestName name = piloted();
        Request request = soon(name);
        assertThat(request.status()).isEqualTo(RequestStatus.PILOT_RUNNING);
        assertThat(request.cause()).isEqualTo(Cause.PILOT);
        assertThat(world.stores.requests().slotsTaken()).isEqualTo(1);
        assertThat(world.stores.work().counts(name).total()).isZero();
        assertThat(pilot(name).status()).isEqualTo(PilotStatus.RUNNING);
    }

    @Test
    void whatItMeasuredReachesThePlanAndTheSameEventsAreProcessedAsIfItHadNeverRun() {
        RequestName name = piloted();
        Workflow before = workflow(name);
        world.files.measures(new PilotMeasure(
                List.of(new PilotMeasure.Run(25, 26), new PilotMeasure.Run(50, 51), new PilotMeasure.Run(100, 101)),
                1,
                1,
                700,
                List.of(new PilotMeasure.Output(Specs.AODSIM, 4321)),
                "T2_CH_CERN"));
        condor.end(pilotKey(name, 0), 0);
        soon(name);
        Workflow tuned = workflow(name);
        assertThat(tuned.profile().expectedSecondsPerEvent()).isEqualTo(1);
        assertThat(tuned.profile().secondsPerEvent()).isEqualTo(before.profile().secondsPerEvent());
        assertThat(tuned.profile().memoryMb())
                .isLessThanOrEqualTo(before.profile().memoryMb());
        assertThat(tuned.keptOutputs())
                .filteredOn(o -> o.dataset().equals(Specs.AODSIM))
                .extracting(o -> o.bytesPerEvent())
                .containsExactly(4321.0);
        assertThat(tuned.splitting()).isEqualTo(before.splitting());
        assertThat(planningReason(name)).startsWith("measured: ").contains("-> 1.00000 s per event");
        assertThat(pilot(name).status()).isEqualTo(PilotStatus.MEASURED);
        completesWithAllEvents(name);
        assertThat(workflow(name)).isEqualTo(tuned);
        assertThat(condor.everStarted(pilotKey(name, 0))).isEqualTo(1);
        assertThat(condor.everStarted(world.key(name, 0))).isEqualTo(1);
    }

    @Test
    void aPilotThatFailsLeavesTheEstimates() {
        RequestName name = piloted();
        Workflow before = workflow(name);
        condor.end(pilotKey(name, 0), 1);
        soon(name);
        assertThat(planningReason(name)).contains("own estimates").contains("exit status 1");
        assertThat(workflow(name)).isEqualTo(before);
        assertThat(pilot(name).status()).isEqualTo(PilotStatus.FAILED);
        completesWithAllEvents(name);
    }

    @Test
    void aMeasurementThatIsNoLineIsNotReliedOn() {
        RequestName name = piloted();
        world.files.measures(new PilotMeasure(
                List.of(new PilotMeasure.Run(25, 9), new PilotMeasure.Run(50, 3), new PilotMeasure.Run(100, 2)),
                -0.1,
                9,
                700,
                List.of(),
                ""));
        condor.end(pilotKey(name, 0), 0);
        soon(name);
        assertThat(planningReason(name)).contains("not to be relied on");
        completesWithAllEvents(name);
    }

    @Test
    void aPilotThatHTCondorHoldsIsRemovedAndLeavesTheEstimates() {
        RequestName name = piloted();
        condor.hold(pilotKey(name, 0), 34, "memory");
        soon(name);
        soon(name);
        assertThat(planningReason(name)).contains("held, code 34: memory");
        completesWithAllEvents(name);
    }

    @Test
    void aPilotThatTakesTooLongIsRemovedAndLeavesTheEstimates() {
        RequestName name = piloted();
        assertThat(later(name, Duration.ofHours(7)).status()).isEqualTo(RequestStatus.PILOT_RUNNING);
        later(name, Duration.ofHours(1));
        soon(name);
        assertThat(planningReason(name)).contains("longer than 28800 s");
        completesWithAllEvents(name);
    }

    @Test
    void aPilotThatNeverStartsIsRemovedAfterItsTimeToo() {
        RequestName name = world.assigned(Specs.generator("gen", EVENTS));
        wms2.importRequest(name, WITH_PILOT);
        world.settle(wms2, name);
        later(name, Duration.ofHours(8));
        soon(name);
        assertThat(planningReason(name)).contains("longer than 28800 s");
        assertThat(condor.everStarted(pilotKey(name, 0))).isZero();
        completesWithAllEvents(name);
    }

    @Test
    void aPilotThatVanishesIsBelievedGoneAfterTheGraceTimeOnly() {
        RequestName name = piloted();
        soon(name);
        condor.vanish(pilotKey(name, 0));
        assertThat(later(name, Duration.ofMinutes(1)).status()).isEqualTo(RequestStatus.PILOT_RUNNING);
        assertThat(later(name, Duration.ofMinutes(4)).status()).isEqualTo(RequestStatus.PILOT_RUNNING);
        later(name, Duration.ofMinutes(2));
        assertThat(planningReason(name)).contains("neither in the queue nor in the history");
        completesWithAllEvents(name);
    }

    @Test
    void aScheddThatDoesNotAnswerMovesNothing() {
        RequestName name = piloted();
        condor.reachable(false);
        for (int i = 0; i < 20; i++) {
            assertThat(later(name, Duration.ofHours(1)).status()).isEqualTo(RequestStatus.PILOT_RUNNING);
        }
        condor.reachable(true);
        condor.end(pilotKey(name, 0), 0);
        later(name, Duration.ofHours(2));
        assertThat(planningReason(name)).startsWith("measured: ");
        completesWithAllEvents(name);
    }

    @Test
    void aLostAnswerToItsSubmissionMakesNoSecondOne() {
        RequestName name = world.assigned(Specs.generator("gen", EVENTS));
        wms2.importRequest(name, WITH_PILOT);
        condor.loseNextAnswer();
        world.settle(wms2, name);
        later(name, Duration.ofMinutes(5));
        condor.start(pilotKey(name, 0));
        condor.end(pilotKey(name, 0), 0);
        soon(name);
        assertThat(condor.everStarted(pilotKey(name, 0))).isEqualTo(1);
        completesWithAllEvents(name);
    }

    @ParameterizedTest
    @EnumSource(names = {"STOP", "HOLD"})
    void stoppedOrHeldThePilotIsRemovedAndMeasuredAnewAfterTheRelease(WishKind kind) {
        RequestName name = piloted();
        wish(name, kind);
        soon(name);
        Request held = soon(name);
        assertThat(held.status()).isEqualTo(RequestStatus.HELD);
        assertThat(pilot(name).status()).isEqualTo(PilotStatus.REMOVED);
        assertThat(condor.find(pilotKey(name, 0)).orElseThrow().hasEnded()).isTrue();
        wish(name, WishKind.RELEASE);
        assertThat(soon(name).status()).isEqualTo(RequestStatus.PILOT_RUNNING);
        assertThat(pilot(name).key()).isEqualTo(pilotKey(name, 1));
        completesWithAllEvents(name);
        assertThat(pilot(name).status()).isEqualTo(PilotStatus.MEASURED);
    }

    @Test
    void stoppedToBeQueuedItIsMeasuredAnewAtOnce() {
        RequestName name = piloted();
        wish(name, new NewWish(WishKind.STOP, true, false, null, "op@desk", "drain"));
        soon(name);
        soon(name);
        assertThat(world.request(name).status()).isEqualTo(RequestStatus.PILOT_RUNNING);
        assertThat(pilot(name).key()).isEqualTo(pilotKey(name, 1));
        completesWithAllEvents(name);
    }

    @ParameterizedTest
    @EnumSource(names = {"ABORT", "FAIL"})
    void abortedOrFailedThePilotIsGoneFirst(WishKind kind) {
        RequestName name = piloted();
        condor.linger(pilotKey(name, 0), 1);
        wish(name, kind);
        soon(name);
        assertThat(soon(name).status()).isEqualTo(RequestStatus.STOPPING);
        condor.linger(pilotKey(name, 0), 0);
        Request end = soon(name);
        assertThat(end.status()).isEqualTo(kind == WishKind.ABORT ? RequestStatus.ABORTED : RequestStatus.FAILED);
        assertThat(condor.find(pilotKey(name, 0)).orElseThrow().hasEnded()).isTrue();
    }

    @Test
    void finishIsRefusedWhileOnlyAPilotHasRunAndStopsNothing() {
        RequestName name = piloted();
        wish(name, WishKind.FINISH);
        assertThat(soon(name).status()).isEqualTo(RequestStatus.PILOT_RUNNING);
        assertThat(world.stores.wishes().open(name)).isEmpty();
        completesWithAllEvents(name);
    }

    @Test
    void aRequestWithInputIsMeasuredTooAndItsFilesAreAllPlanned() {
        world.input(2, 3);
        RequestName name = world.assigned(Specs.reReco("rereco"));
        wms2.importRequest(name, WITH_PILOT);
        Request end = world.live(wms2, name);
        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(pilot(name).status()).isEqualTo(PilotStatus.MEASURED);
        assertThat(world.dbs.events(Specs.RECO)).isEqualTo(600);
        assertThat(wms2.audit(name).isClean()).isTrue();
    }

    @Test
    void aQuarantinedRequestIsNotRestartedBeforeItsPilotIsGone() {
        RequestName name = piloted();
        wms2.quarantine(name, "a turn took longer than 7200 s");
        assertThat(world.request(name).status()).isEqualTo(RequestStatus.HELD);

        assertThatThrownBy(() -> wms2.restart(name, "op@desk", "", CleanupPolicy.KEEP_UNTIL_REPLACED))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("pilot " + pilotKey(name, 0) + " may still run");
        assertThat(world.request(name).supersededBy()).isNull();

        for (int i = 0; i < 20 && pilot(name).status().isLive(); i++) {
            later(name, Duration.ofMinutes(2));
        }
        assertThat(pilot(name).status()).isEqualTo(PilotStatus.REMOVED);
        assertThat(wms2.restart(name, "op@desk", "", CleanupPolicy.KEEP_UNTIL_REPLACED)
                        .next()
                        .restartOf())
                .isEqualTo(name);
    }
}
