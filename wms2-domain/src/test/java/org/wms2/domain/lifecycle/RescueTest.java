package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wms2.domain.ErrorRule;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;

/** A DAG that ended early is gone on with: what is done stays done, and nothing is planned twice. */
class RescueTest {
    private static final SiteName CERN = new SiteName("T2_CH_CERN");

    private final World world = new World();
    private Wms2 wms2 = world.process("a");
    private final RequestName name = world.assigned(Specs.generator("gen", 6_000));

    private DagKey attempt(int attempt) {
        return new DagKey(DagTag.of(name, 1, 0), attempt);
    }

    private String directory() {
        return world.dag(name).directory();
    }

    /** 30 work units, of which the first so many are merged. */
    private void runningWithMerged(int merged) {
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        world.condor.start(attempt(0));
        for (int ordinal = 0; ordinal < merged; ordinal++) {
            world.condor.finish(attempt(0), ordinal);
        }
        later();
    }

    private Request later() {
        world.pass(Duration.ofSeconds(31));
        return world.settle(wms2, name).request();
    }

    /** The attempt ends: so many of its last work units have failed, all others are merged. */
    private void ended(int failed) {
        int units = world.files.workUnits(directory()).size();
        for (int ordinal = 0; ordinal < units; ordinal++) {
            if (ordinal >= units - failed) {
                world.condor.fail(attempt(0), ordinal, CERN, FailureCategory.SITE, 71, 2);
            } else {
                world.condor.finish(attempt(0), ordinal);
            }
        }
        world.condor.end(attempt(0), 1);
    }

    private List<String> attempts() {
        return world.stores.work().dags(name).stream()
                .map(d -> d.key().attempt() + " " + d.status().word())
                .toList();
    }

    private void completesWithEverythingOnce() {
        Request end = world.live(wms2, name);
        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.stores.ledger().positions(name)).isEqualTo(Map.of(LedgerState.REGISTERED, 6_000L));
        assertThat(world.dbs.events(Specs.AODSIM)).isEqualTo(6_000);
        assertThat(wms2.audit(name).firstDifference()).isEmpty();
        for (Dag dag : world.stores.work().dags(name)) {
            assertThat(world.condor.everStarted(dag.key())).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aProcessThatWasAwayPreparesNoAttemptThatIsPast() {
        runningWithMerged(0);
        ended(1);
        Wms2 late = wms2;
        wms2 = world.process("heir");
        world.files.beforeNextWrite = () -> {
            world.pass(Duration.ofMinutes(2));
            world.settle(wms2, name);
            world.condor.start(attempt(1));
            world.condor.fail(attempt(1), 29, CERN, FailureCategory.SITE, 71, 2);
            world.condor.end(attempt(1), 1);
            later();
            assertThat(attempts()).containsExactly("0 partial", "1 partial", "2 running");
        };
        world.pass(Duration.ofSeconds(31));

        world.settle(late, name);

        assertThat(world.files.attempt(directory())).isEqualTo(2);
        completesWithEverythingOnce();
    }

    @Test
    void aFewFailedWorkUnitsAreRescuedByRule() {
        runningWithMerged(0);
        ended(1);

        Request after = later();

        assertThat(after.status()).isEqualTo(RequestStatus.ACTIVE);
        assertThat(after.round()).isZero();
        assertThat(attempts()).containsExactly("0 partial", "1 running");
        assertThat(world.stores.work().workUnits(attempt(1)))
                .as("all are part of it")
                .hasSize(30);
        assertThat(world.files.attempt(directory())).isEqualTo(1);
        completesWithEverythingOnce();
        assertThat(attempts()).containsExactly("0 partial", "1 completed");
        assertThat(world.stores.failures().of(name)).singleElement().satisfies(failure -> {
            assertThat(failure.site()).isEqualTo(CERN);
            assertThat(failure.nodes()).isEqualTo(2);
            assertThat(failure.attempt()).isZero();
        });
    }

    @Test
    void fromFivePercentOnAPersonLooksAndFromThirtyIsToldToFailIt() {
        runningWithMerged(0);
        ended(2);
        Request some = later();
        assertThat(some.status()).isEqualTo(RequestStatus.HELD);
        assertThat(some.cause()).isEqualTo(Cause.FAILURES);
        assertThat(some.reason()).contains("2 of 30 work units failed (6.7 %; a person looks from 5.0 %)");
        assertThat(some.suggestion()).isEqualTo("release");
    }

    @Test
    void fromThirtyPercentOnThePersonIsToldToFailIt() {
        runningWithMerged(0);
        ended(9);

        Request many = later();

        assertThat(many.status()).isEqualTo(RequestStatus.HELD);
        assertThat(many.suggestion()).isEqualTo("fail");
    }

    @Test
    void theRequestsOwnRatioComesBeforeTheServers() {
        RequestOptions own = new RequestOptions(
                null, null, null, null, null, false, List.of(), RequestOptions.NONE.cleanupPolicy(), false, 0.5, null);
        wms2.importRequest(name, own);
        world.settle(wms2, name);
        world.condor.start(attempt(0));
        ended(9);

        assertThat(later().status()).isEqualTo(RequestStatus.ACTIVE);
        completesWithEverythingOnce();
    }

    @Test
    void afterThreeAutomaticRescuesAPersonLooks() {
        runningWithMerged(0);
        ended(1);
        later();
        for (int attempt = 1; attempt <= 3; attempt++) {
            world.condor.start(attempt(attempt));
            world.condor.fail(attempt(attempt), 29, "again");
            world.condor.end(attempt(attempt), 1);
            later();
        }

        Request held = world.request(name);

        assertThat(held.status()).isEqualTo(RequestStatus.HELD);
        assertThat(held.reason()).contains("3 automatic rescues of this round are used up");
        assertThat(attempts()).containsExactly("0 partial", "1 partial", "2 partial", "3 partial");
        wms2.wish(name, NewWish.of(WishKind.RELEASE, "op@desk", "site is back"));
        completesWithEverythingOnce();
        assertThat(attempts()).hasSize(5);
    }

    @Test
    void anOperatorsStopCountsForNoRescue() {
        runningWithMerged(3);
        for (int i = 0; i < 4; i++) {
            wms2.wish(name, new NewWish(WishKind.STOP, true, false, null, "op@desk", "drain"));
            later();
            later();
            world.condor.start(attempt(i + 1));
        }
        assertThat(attempts()).startsWith("0 stopped", "1 stopped", "2 stopped", "3 stopped");
        world.condor.fail(attempt(4), 29, "once");
        for (int ordinal = 3; ordinal < 29; ordinal++) {
            world.condor.finish(attempt(4), ordinal);
        }
        world.condor.end(attempt(4), 1);
        later();

        assertThat(attempts()).contains("5 running");
        completesWithEverythingOnce();
    }

    @Test
    void aRescueFileThatCannotBeReliedOnIsNotUsed() {
        runningWithMerged(0);
        ended(1);
        world.files.breakRescue(directory(), "it is of another DAGMan");

        later();

        assertThat(world.request(name).round()).as("planned anew").isEqualTo(1);
        assertThat(world.stores.work().counts(name).in(WorkUnitStatus.REPLACED)).isEqualTo(1);
        completesWithEverythingOnce();
    }

    @Test
    void aDagThatSomebodyElseRemovedIsGoneOnWithAfterARelease() {
        runningWithMerged(10);
        world.condor.removeByOther(attempt(0));
        Request held = later();
        assertThat(held.cause()).isEqualTo(Cause.DAG_LOST);

        wms2.wish(name, NewWish.of(WishKind.RELEASE, "op@desk", ""));
        later();

        assertThat(attempts()).containsExactly("0 removed", "1 running");
        completesWithEverythingOnce();
    }

    @Test
    void releaseWithReplanDoesWithoutTheRescue() {
        runningWithMerged(10);
        wms2.wish(name, NewWish.of(WishKind.STOP, "op@desk", ""));
        assertThat(later().status()).isEqualTo(RequestStatus.HELD);

        wms2.wish(name, new NewWish(WishKind.RELEASE, false, true, null, "op@desk", "other sites"));
        later();

        assertThat(world.request(name).round()).isEqualTo(1);
        assertThat(world.stores.work().counts(name).in(WorkUnitStatus.REPLACED)).isEqualTo(20);
        completesWithEverythingOnce();
    }

    @Test
    void aPreparedRescueTakesNoSlotUntilItIsAdmitted() {
        wms2 = world.process("small", world.stores, 500, 1);
        runningWithMerged(10);
        RequestName other = world.assigned(Specs.generator("other", 400));
        wms2.importRequest(other, RequestOptions.NONE);
        world.settle(wms2, other);
        assertThat(world.request(other).cause()).isEqualTo(Cause.ADMISSION);

        wms2.wish(name, new NewWish(WishKind.STOP, true, false, null, "op@desk", ""));
        world.pass(Duration.ofSeconds(31));
        for (int i = 0; i < 20 && world.request(name).status() != RequestStatus.QUEUED; i++) {
            wms2.turn(name);
        }
        assertThat(attempts()).containsExactly("0 stopped", "1 ready");
        assertThat(world.stores.requests().slotsTaken()).isZero();
        world.pass(Duration.ofSeconds(31));
        world.settle(wms2, other);
        assertThat(world.request(other).status())
                .as("same priority, younger: %s", world.request(other).reason())
                .isEqualTo(RequestStatus.QUEUED);
        world.settle(wms2, name);
        assertThat(world.request(name).status()).isEqualTo(RequestStatus.ACTIVE);
        completesWithEverythingOnce();
        assertThat(world.live(wms2, other).status()).isEqualTo(RequestStatus.COMPLETED);
    }

    @Test
    void aSiteThatFailsWorkUnitsIsBannedForTheRequestAndForAllOnceThreeHaveBannedIt() {
        world.errorRule = new ErrorRule(ErrorRule.Answer.RESCUE, 2, 2, 3, 3);
        wms2 = world.process("b");
        List<RequestName> names = new ArrayList<>(List.of(name));
        Stream.of("two", "three")
                .map(n -> world.assigned(Specs.generator(n, 6_000)))
                .forEach(names::add);
        for (RequestName each : names) {
            wms2.importRequest(each, RequestOptions.NONE);
            world.settle(wms2, each);
            DagKey key = world.key(each, 0);
            world.condor.start(key);
            for (int ordinal = 0; ordinal < 3; ordinal++) {
                world.condor.fail(key, ordinal, CERN, FailureCategory.SITE, 71, 2);
            }
            world.condor.end(key, 1);
            world.pass(Duration.ofSeconds(31));
            world.settle(wms2, each);
        }

        List<SiteBan> bans = world.stores.sites().bans(world.now());

        assertThat(bans).extracting(SiteBan::site).containsOnly(CERN);
        assertThat(bans)
                .extracting(SiteBan::request)
                .containsExactlyInAnyOrder(null, names.get(0), names.get(1), names.get(2));
        assertThat(world.stores.sites().bans(world.now().plus(Duration.ofDays(8))))
                .isEmpty();
    }

    @Test
    void aCrashBetweenAnyTwoStepsOfARescueLosesNothing() {
        runningWithMerged(10);
        world.condor.removeByOther(attempt(0));
        later();
        wms2.wish(name, NewWish.of(WishKind.RELEASE, "op@desk", ""));
        world.pass(Duration.ofSeconds(31));
        for (int i = 0; i < 40; i++) {
            // Every turn by a process that has never seen the request, its predecessor's claim run out.
            world.pass(Duration.ofMinutes(2));
            wms2 = world.process("p" + i);
            wms2.turn(name);
        }

        assertThat(attempts()).startsWith("0 removed", "1 running");
        completesWithEverythingOnce();
    }
}
