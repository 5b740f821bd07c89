package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wms2.domain.CrashingRequests;
import org.wms2.domain.CrashingRequests.Death;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.cms.RequestTotals;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Stores;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;

/** What ReqMgr2 is told: totals once, status step by step, and never at the request's expense. */
class ReportsTest {
    private static final RequestTotals TOTALS = new RequestTotals(4, 8, 400, 4);
    private static final List<String> WHOLE_WAY =
            List.of("staging", "staged", "acquired", "running-open", "running-closed", "completed");

    private final World world = new World();
    private final RequestName name = world.assigned(Specs.reReco("reco"));

    @BeforeEach
    void reporting() {
        world.reportToReqMgr2 = true;
        world.input(2, 2);
    }

    private Request toTheEnd(Wms2 wms2) {
        world.live(wms2, name);
        return owedUntilNothingIs(wms2);
    }

    private Request owedUntilNothingIs(Wms2 wms2) {
        for (int i = 0; i < 30 && world.request(name).owing(); i++) {
            world.settle(wms2, name);
            world.pass(Duration.ofMinutes(1));
        }
        return world.request(name);
    }

    @Test
    void aRequestIsFollowedFromAssignedToCompletedAndItsTotalsAreAddedOnce() {
        Wms2 wms2 = world.process("first");
        wms2.importRequest(name, RequestOptions.NONE);
        Request end = toTheEnd(wms2);
        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(end.owing()).isFalse();
        assertThat(world.reqMgr2.steps()).isEqualTo(WHOLE_WAY);
        assertThat(world.reqMgr2.now(name).totals()).isEqualTo(TOTALS);
    }

    @Test
    void totalsAreOfTheWholeInputAlthoughTheFirstRoundHasHalfOfIt() {
        Wms2 wms2 = world.process("first", world.stores, 1);
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        assertThat(world.request(name).inputExhausted()).isFalse();
        assertThat(world.reqMgr2.now(name).totals()).isEqualTo(TOTALS);
        assertThat(world.reqMgr2.now(name).status()).isEqualTo("running-open");
    }

    @Test
    void aReqMgr2ThatIsDownDelaysNothingAndIsToldAfterTheEnd() {
        Wms2 wms2 = world.process("first");
        wms2.importRequest(name, RequestOptions.NONE);
        world.trouble.down("ReqMgr2");
        Request end = world.live(wms2, name);
        assertThat(end.status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(end.owing()).isTrue();
        assertThat(end.reason()).doesNotContain("ReqMgr2");
        assertThat(world.reqMgr2.steps()).isEmpty();
        world.pass(Duration.ofMinutes(5));
        world.settle(wms2, name);
        assertThat(world.request(name).owing()).isTrue();
        world.trouble.up("ReqMgr2");
        assertThat(owedUntilNothingIs(wms2).owing()).isFalse();
        assertThat(world.reqMgr2.steps()).isEqualTo(WHOLE_WAY);
        assertThat(world.reqMgr2.now(name).totals()).isEqualTo(TOTALS);
    }

    @Test
    void aLostAnswerAfterTheTotalsWereAddedDoesNotAddThemAgain() {
        Wms2 wms2 = world.process("first");
        wms2.importRequest(name, RequestOptions.NONE);
        world.trouble.loseNextAnswer("ReqMgr2");
        toTheEnd(wms2);
        assertThat(world.reqMgr2.now(name).totals()).isEqualTo(TOTALS);
        assertThat(world.reqMgr2.steps()).isEqualTo(WHOLE_WAY);
    }

    @Test
    void anAbortedRequestIsAbortedThereAndAFailedOneThatRanStaysWhereItWas() {
        Wms2 wms2 = world.process("first");
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        wms2.wish(name, NewWish.of(WishKind.ABORT, "op", ""));
        assertThat(toTheEnd(wms2).status()).isEqualTo(RequestStatus.ABORTED);
        assertThat(world.reqMgr2.now(name).status()).isEqualTo("aborted");
        assertThat(ReqMgr2Steps.next("running-open", "failed")).isEmpty();
        assertThat(ReqMgr2Steps.next("staged", "failed")).contains("failed");
        assertThat(ReqMgr2Steps.next("assigned", "failed")).contains("staging");
        assertThat(ReqMgr2Steps.next("closed-out", "completed")).isEmpty();
        assertThat(ReqMgr2Steps.next("completed", "aborted")).isEmpty();
    }

    @Test
    void aSupersededRequestReportsNothingAndItsNextVersionNoTotals() {
        Wms2 wms2 = world.process("first");
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        wms2.wish(name, NewWish.of(WishKind.STOP, "op", ""));
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.HELD);
        RequestName next = wms2.restart(name, "op", "", CleanupPolicy.IMMEDIATE_CLEANUP)
                .next()
                .name();
        assertThat(world.live(wms2, next).status()).isEqualTo(RequestStatus.COMPLETED);
        world.settle(wms2, next);
        assertThat(world.reqMgr2.now(name).status()).isEqualTo("completed");
        assertThat(world.reqMgr2.now(name).totals()).isEqualTo(TOTALS);
    }

    @Test
    void switchedOffNothingIsReportedOrOwed() {
        world.reportToReqMgr2 = false;
        Wms2 wms2 = world.process("quiet");
        wms2.importRequest(name, RequestOptions.NONE);
        assertThat(world.live(wms2, name).owing()).isFalse();
        assertThat(world.reqMgr2.steps()).isEmpty();
        assertThat(world.reqMgr2.now(name).totals()).isEqualTo(RequestTotals.NONE);
    }

    /** Whatever change set a process dies at, before or after its commit. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereverAProcessDiesTotalsAreAddedOnceAndEveryStepIsTakenOnce(boolean afterCommit) {
        int deaths = 0;
        while (new ReportsTest().dieAt(deaths, afterCommit)) {
            deaths++;
        }
        assertThat(deaths).as("change sets at which a process died").isGreaterThan(20);
    }

    private boolean dieAt(int fatal, boolean afterCommit) {
        reporting();
        Stores dying = world.stores.with(new CrashingRequests(world.stores.requests(), fatal, afterCommit));
        Wms2 first = world.process("first", dying, 500);
        first.importRequest(name, RequestOptions.NONE);
        boolean died = false;
        try {
            toTheEnd(first);
        } catch (Death e) {
            died = true;
        }
        world.pass(Duration.ofMinutes(2));
        String where = "dead at change set " + fatal + (afterCommit ? " after" : " before") + " its commit";
        Request end = toTheEnd(world.process("second"));
        assertThat(end.status()).as(where + ": " + end.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(end.owing()).as(where).isFalse();
        assertThat(world.reqMgr2.now(name).totals()).as(where).isEqualTo(TOTALS);
        assertThat(world.reqMgr2.steps()).as(where).isEqualTo(WHOLE_WAY);
        return died;
    }

    @ParameterizedTest
    @EnumSource(CleanupPolicy.class)
    void aReportThatIsOwedStandsInTheWayOfNoNextVersion(CleanupPolicy policy) {
        Wms2 wms2 = world.process("first");
        wms2.importRequest(name, RequestOptions.NONE);
        world.trouble.down("ReqMgr2");
        assertThat(world.live(wms2, name).owing()).isTrue();
        world.trouble.up("ReqMgr2");
        RequestName next = wms2.restart(name, "op@desk", "", policy).next().name();
        world.trouble.down("ReqMgr2");
        Request end = world.live(wms2, next);
        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.stores.outputs().blocks(name))
                .isNotEmpty()
                .allMatch(b -> b.status() == BlockStatus.INVALIDATED);
    }
}
