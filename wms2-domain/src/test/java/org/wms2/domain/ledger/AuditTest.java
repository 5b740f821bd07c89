package org.wms2.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wms2.domain.ledger.Audited.SMALL;
import static org.wms2.domain.ledger.Audited.audit;
import static org.wms2.domain.ledger.Audited.difference;
import static org.wms2.domain.ledger.Audited.named;
import static org.wms2.domain.ledger.Audited.only;
import static org.wms2.domain.ledger.Audited.world;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.wms2.domain.splitting.Inputs;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Stores;

/** What the audit says of a request, and that it finds what somebody has changed. */
class AuditTest {
    @Test
    void everyPositionIsCountedOnceInTheStateOfItsWorkUnit() {
        LedgerWorld world = world();
        List<WorkUnit> units = world.plan();
        world.merge(units.getFirst().id());
        world.replace(units.getLast().id());

        AuditResult result = audit(world.stores, world);

        assertThat(result.isClean()).isTrue();
        assertThat(result.positions()).isEqualTo(20);
        assertThat(result.counted()).isEqualTo("lumi sections of files");
        assertThat(result.workUnits()).isEqualTo(2);
        assertThat(result.states()).containsOnlyKeys(LedgerState.values());
        assertThat(result.states()).containsEntry(LedgerState.MERGED, 6L).containsEntry(LedgerState.AVAILABLE, 14L);
        assertThat(result.checks()).allMatch(AuditResult.Check::ok);
        assertThat(result.checks().stream().map(AuditResult.Check::name))
                .containsExactly(
                        "claims", "states", "left_behind", "snapshot", "work_units", "output_events", "output_lumis");
    }

    @Test
    void whatIsNotProcessedIsListedByReason() {
        Requests requests = new Requests();
        requests.mask = Inputs.mask(1, 1, 5);
        LedgerWorld world = world(requests);
        world.apply(List.of(new Change.ExcludeInput(new Span(0, 2), ExclusionReason.OVER_TIME_LIMIT, "too long")));

        AuditResult result = audit(world.stores, world);

        assertThat(result.isClean()).isTrue();
        assertThat(result.exclusions())
                .containsExactly(
                        new AuditResult.Excluded(ExclusionReason.MASK, 0, 1, 15, 100),
                        new AuditResult.Excluded(ExclusionReason.OVER_TIME_LIMIT, 2, 0, 0, 0));
        assertThat(result.states()).containsEntry(LedgerState.EXCLUDED, 2L).containsEntry(LedgerState.AVAILABLE, 3L);
    }

    @Test
    void aRequestWithoutASnapshotHasNothingToDifferIn() {
        LedgerWorld world = new LedgerWorld(new Requests().make(), List.of(), SMALL);

        AuditResult result = audit(world.stores, world);

        assertThat(result.isClean()).isTrue();
        assertThat(result.positions()).isZero();
    }

    @Test
    void anUnknownRequestIsNotFound() {
        LedgerWorld world = world();

        assertThatThrownBy(() -> new Audit(world.stores).full(new RequestName("nobody")))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("there is no request nobody");
    }

    @Test
    void aRoundIsAuditedWithItsOwnWorkUnitsOnly() {
        LedgerWorld world = world();
        world.plan().forEach(u -> world.merge(u.id()));
        List<WorkUnit> second = world.plan();
        second.forEach(u -> world.merge(u.id()));
        WorkUnit bad = second.getFirst();
        Stores stores = Tampered.units(world.stores, u -> u.id().equals(bad.id()) ? with(u, 9, u.jobs()) : u);

        assertThat(new Audit(stores).round(world.name, 0).isClean()).isTrue();
        AuditResult result = new Audit(stores).round(world.name, 1);

        assertThat(result.round()).hasValue(1);
        assertThat(result.workUnits()).isEqualTo(second.size());
        assertThat(result.firstDifference())
                .hasValueSatisfying(d -> assertThat(d).startsWith(named(bad)));
    }

    private static WorkUnit with(WorkUnit unit, long events, int jobs) {
        return new WorkUnit(
                unit.id(),
                unit.request(),
                unit.dag(),
                unit.round(),
                unit.ordinal(),
                unit.status(),
                jobs,
                unit.files(),
                events,
                unit.site(),
                unit.statusSince());
    }

    @Test
    void changedEventsOrJobsOfAWorkUnitAreFound() {
        LedgerWorld world = world();
        WorkUnit unit = world.plan().getLast();

        assertThat(difference(
                        Tampered.units(world.stores, u -> u.id().equals(unit.id()) ? with(u, 1_000, u.jobs()) : u),
                        world))
                .isEqualTo(named(unit) + ": expected events: expected " + unit.expectedEvents() + ", found 1000");
        assertThat(difference(
                        Tampered.units(
                                world.stores, u -> u.id().equals(unit.id()) ? with(u, u.expectedEvents(), 7) : u),
                        world))
                .isEqualTo(named(unit) + ": jobs: expected " + unit.jobs() + ", found 7");
    }

    @Test
    void aClaimThatIsGoneIsFound() {
        LedgerWorld world = world();
        WorkUnit unit = world.plan().getLast();

        String found = difference(
                Tampered.entries(
                        world.stores,
                        all -> all.stream()
                                .filter(e -> !unit.id().equals(e.workUnit()))
                                .toList()),
                world);

        assertThat(found).isEqualTo(named(unit) + " is planned and has no position");
    }

    @Test
    void aPositionThatTwoWorkUnitsHaveIsFoundWithBoth() {
        LedgerWorld world = world();
        List<WorkUnit> units = world.plan();
        WorkUnitId first = units.getFirst().id();

        String found = difference(
                Tampered.entries(
                        world.stores,
                        all -> all.stream()
                                .map(e -> first.equals(e.workUnit()) ? span(e, new Span(0, 8)) : e)
                                .toList()),
                world);

        assertThat(found)
                .isEqualTo("14 positions are in a state and 8 available, and there are 20: " + named(units.getFirst())
                        + " and " + named(units.getLast()) + " both hold position 6");
    }

    private static LedgerEntry span(LedgerEntry entry, Span span) {
        return new LedgerEntry(span, entry.workUnit(), entry.reason(), entry.why(), entry.active(), entry.at());
    }

    @Test
    void positionsThatDoNotExistAreFound() {
        LedgerWorld world = world();
        WorkUnit unit = world.plan().getLast();

        String found = difference(
                Tampered.entries(
                        world.stores,
                        all -> all.stream()
                                .map(e -> unit.id().equals(e.workUnit()) ? span(e, new Span(6, 25)) : e)
                                .toList()),
                world);

        assertThat(found).isEqualTo("positions up to 25 are taken, and there are only 20");
    }

    @Test
    void inputThatGrowsWhileItIsAuditedIsNoDifference() {
        LedgerWorld world = world();
        world.plan();
        List<InputBlock> more = new Inputs()
                .block("T2_CH_CERN", 100, 100)
                .block("T2_CH_CERN", 100)
                .blocks()
                .subList(1, 2);
        AtomicBoolean grown = new AtomicBoolean();
        Stores growing = Tampered.entries(world.stores, all -> {
            if (grown.compareAndSet(false, true)) {
                world.grow(more);
            }
            return all;
        });

        AuditResult result = audit(growing, world);

        assertThat(result.firstDifference()).isEmpty();
        assertThat(result.positions()).isEqualTo(30);
    }

    @Test
    void aRequestOfAnEarlierVersionHasNothingToBeProvedBy() {
        for (Requests requests : List.of(new Requests(), new Requests().generating(350))) {
            LedgerWorld world =
                    requests.generator == null ? world(requests) : new LedgerWorld(requests.make(), List.of(), SMALL);
            world.plan().forEach(u -> world.merge(u.id()));
            Audit audit = new Audit(Tampered.versionOne(world.stores));

            for (ThrowingCallable call :
                    List.<ThrowingCallable>of(() -> audit.full(world.name), () -> audit.round(world.name, 0))) {
                assertThatThrownBy(call)
                        .isInstanceOfSatisfying(
                                Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                        .hasMessageContaining(
                                "was planned by an earlier version, without a ledger: nothing can be proved");
            }
        }
    }

    @Test
    void aRequestThatNothingIsPlannedOfIsOfThisVersion() {
        LedgerWorld world = new LedgerWorld(new Requests().generating(350).make(), List.of(), SMALL);

        assertThat(audit(world.stores, world).states()).containsEntry(LedgerState.AVAILABLE, 350L);
    }

    @Test
    void inputThatIsLeftWhenTheLastRoundHasEndedIsFound() {
        LedgerWorld world = world();
        world.plan().forEach(u -> world.merge(u.id()));
        Audit audit = new Audit(world.stores);
        world.endDag();
        assertThat(audit.full(world.name).isClean()).as("a round is to come").isTrue();

        world.apply(List.of(new Change.SetRound(0, 2, true)));

        for (AuditResult result : List.of(audit.full(world.name), audit.round(world.name, 0))) {
            assertThat(result.firstDifference())
                    .hasValue("positions that are available although its last round has ended: expected 0, found 8");
        }
    }

    @Test
    void inputOfTheLastRoundIsNotLeftBehindWhileItsDagIsOpenNorWhereAllIsPlanned() {
        LedgerWorld world = world();
        world.plan().forEach(u -> world.merge(u.id()));
        world.endDag();
        world.plan();
        world.apply(List.of(new Change.SetRound(1, 4, true)));
        Audit audit = new Audit(world.stores);
        assertThat(audit.full(world.name).firstDifference()).isEmpty();

        world.endDag();

        AuditResult result = audit.full(world.name);
        assertThat(result.firstDifference()).isEmpty();
        assertThat(result.checks().stream().filter(c -> c.name().equals("left_behind")))
                .singleElement()
                .satisfies(c -> assertThat(c.cases()).isEqualTo(1));
    }

    @Test
    void inputThatACompletedRequestHasLeftIsFound() {
        LedgerWorld world = world();
        world.plan().forEach(u -> world.merge(u.id()));
        world.apply(List.of(new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.COMPLETED, "done", "")));

        assertThat(audit(world.stores, world).firstDifference())
                .hasValue("positions that are available although the request is completed: expected 0, found 8");
    }

    @Test
    void filesAndEventsOfFilesAreCountedByTheirOwnUnit() {
        for (SplittingAlgo algo : List.of(SplittingAlgo.FILE_BASED, SplittingAlgo.EVENT_BASED)) {
            Requests requests = new Requests();
            requests.algo = algo;
            requests.eventsPerJob = 60;
            LedgerWorld world = world(requests);
            List<WorkUnit> units = world.plan();
            units.forEach(u -> world.merge(u.id()));

            AuditResult result = audit(world.stores, world);

            assertThat(result.firstDifference()).as("%s", algo).isEmpty();
            assertThat(result.states()).isEqualTo(only(LedgerState.MERGED, algo == SplittingAlgo.FILE_BASED ? 2 : 200));
        }
    }
}
