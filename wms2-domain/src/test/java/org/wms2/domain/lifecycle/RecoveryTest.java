package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.domain.ErrorRule;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;

class RecoveryTest {
    private static final ErrorRule REPLAN = new ErrorRule(ErrorRule.Answer.REPLAN, 2, 2, 3, 3);

    private final World world = new World();
    private Wms2 wms2;

    @BeforeEach
    void replanByRule() {
        world.errorRule = REPLAN;
        wms2 = world.process("a");
    }

    private RequestName imported(long events) {
        RequestName name = world.assigned(Specs.generator("gen", events));
        wms2.importRequest(name, RequestOptions.NONE);
        return name;
    }

    /** Lets the DAG of a round run until it has ended, with these work units failed. */
    private DagKey ended(RequestName name, int round, Integer... failed) {
        world.settle(wms2, name);
        DagKey key = world.key(name, round);
        world.condor.start(key);
        int units = world.files.workUnits(world.dag(name).directory()).size();
        for (int ordinal = 0; ordinal < units; ordinal++) {
            if (List.of(failed).contains(ordinal)) {
                world.condor.fail(key, ordinal, "job 1 failed with status 8001");
            } else {
                world.condor.finish(key, ordinal);
            }
        }
        world.condor.end(key, failed.length == 0 ? 0 : 1);
        world.pass(Duration.ofSeconds(30));
        return key;
    }

    private List<Span> spans(RequestName name) {
        return world.files.workUnits(world.dag(name).directory()).stream()
                .flatMap(u -> u.spans().stream())
                .toList();
    }

    @Test
    void theNextRoundPlansExactlyTheInputOfTheWorkUnitsThatFailed() {
        RequestName name = imported(1_000);
        ended(name, 0, 1, 3);

        world.settle(wms2, name);

        assertThat(world.request(name).round()).isEqualTo(1);
        assertThat(spans(name)).containsExactly(new Span(200, 400), new Span(600, 800));
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.events(Specs.AODSIM)).isEqualTo(1_000);
        assertThat(world.stores.ledger().positions(name)).isEqualTo(Map.of(LedgerState.REGISTERED, 1_000L));
        assertThat(world.stores.work().counts(name).in(WorkUnitStatus.REPLACED)).isEqualTo(2);
    }

    @Test
    void generatedNumbersOfTheSameInputAreTheSameAgain() {
        RequestName name = imported(600);
        world.settle(wms2, name);
        WorkUnitPlan before = world.files.workUnits(world.dag(name).directory()).get(1);
        ended(name, 0, 1);

        world.settle(wms2, name);

        WorkUnitPlan after = world.files.workUnits(world.dag(name).directory()).getFirst();
        assertThat(after.jobs()).isEqualTo(before.jobs());
        assertThat(after.id()).isNotEqualTo(before.id());
    }

    @Test
    void lumiSectionsInAMaskAreRecoveredOneByOne() {
        world.input(2, 5);
        TreeMap<Integer, List<LumiRange>> good = new TreeMap<>(Map.of(7, List.of(new LumiRange(4, 15))));
        RequestName name = world.assigned(Specs.byLumi("rereco", new LumiMask(good), Duration.ZERO));
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        List<Span> planned = spans(name);
        ended(name, 0, 0);

        world.settle(wms2, name);

        assertThat(planned).containsExactly(new Span(0, 4), new Span(7, 11), new Span(4, 7), new Span(11, 12));
        assertThat(spans(name)).containsExactly(new Span(0, 4));
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.stores.ledger().positions(name)).isEqualTo(Map.of(LedgerState.REGISTERED, 12L));
        assertThat(world.dbs.events(Specs.RECO)).isEqualTo(12 * 50);
    }

    @Test
    void aPersonLooksOnceTheSameInputHasFailedTooOften() {
        RequestName name = imported(400);
        ended(name, 0, 0);
        ended(name, 1, 0);
        ended(name, 2, 0);
        ended(name, 3, 0);

        Request end = world.live(wms2, name);

        assertThat(end.status()).isEqualTo(RequestStatus.HELD);
        assertThat(end.reason()).contains("for the 4. time", "max-replans is 3");
        assertThat(world.stores.ledger().positions(name))
                .isEqualTo(Map.of(LedgerState.REGISTERED, 200L, LedgerState.RUNNING, 200L));
    }

    @Test
    void otherInputFailingDoesNotCountAgainstIt() {
        RequestName name = imported(1_000);
        ended(name, 0, 0, 1, 2, 3);
        ended(name, 1, 0, 1, 2);
        ended(name, 2, 0, 1);
        ended(name, 3);

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.events(Specs.AODSIM)).isEqualTo(1_000);
    }

    @Test
    void whatAVanishedDagmanHasLeftIsRemovedBeforeItsInputIsPlannedAnew() {
        RequestName name = imported(400);
        world.settle(wms2, name);
        DagKey key = world.key(name, 0);
        world.condor.start(key);
        world.condor.finish(key, 0);
        world.settle(wms2, name);
        world.condor.vanish(key);
        world.condor.linger(key, 7);
        world.pass(Duration.ofSeconds(30));
        world.settle(wms2, name);
        world.pass(Duration.ofMinutes(6));

        Request waiting = world.settle(wms2, name).request();

        assertThat(waiting.status()).isEqualTo(RequestStatus.ACTIVE);
        assertThat(waiting.cause()).isEqualTo(Cause.STOPPING);
        assertThat(world.condor.leftoversRemoved(key)).isTrue();
        assertThat(world.dag(name).status()).isEqualTo(DagStatus.RUNNING);

        world.condor.linger(key, 0);
        world.pass(Duration.ofMinutes(1));
        world.settle(wms2, name);

        assertThat(world.stores.work().dags(name).getFirst().status()).isEqualTo(DagStatus.INTERRUPTED);
        assertThat(world.request(name).round()).isEqualTo(1);
    }

    @Test
    void withoutTheRuleAPersonLooksAtOnce() {
        world.errorRule = ErrorRule.DEFAULT;
        wms2 = world.process("a");
        RequestName name = imported(400);
        ended(name, 0, 1);

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.HELD);
        assertThat(world.request(name).round()).isZero();
    }
}
