package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wms2.ports.store.StoreFixtures.AOD;
import static org.wms2.ports.store.StoreFixtures.INPUT;
import static org.wms2.ports.store.StoreFixtures.MINI;
import static org.wms2.ports.store.StoreFixtures.SITE;
import static org.wms2.ports.store.StoreFixtures.T0;
import static org.wms2.ports.store.StoreFixtures.dag;
import static org.wms2.ports.store.StoreFixtures.dagKey;
import static org.wms2.ports.store.StoreFixtures.file;
import static org.wms2.ports.store.StoreFixtures.moved;
import static org.wms2.ports.store.StoreFixtures.name;
import static org.wms2.ports.store.StoreFixtures.outputBlock;
import static org.wms2.ports.store.StoreFixtures.unit;
import static org.wms2.ports.store.StoreFixtures.unitId;
import static org.wms2.ports.store.StoreFixtures.units;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.RuleId;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;

/** What every kind of {@link Change} writes, and what makes a set fail as a whole. */
public abstract class ChangeSetContract extends StoreContract {
    private static final Change.MoveRequest TO_HELD =
            new Change.MoveRequest(RequestStatus.ACTIVE, RequestStatus.HELD, "broken", "release");

    private Claim active() {
        create("r", RequestStatus.ACTIVE);
        return claim("r");
    }

    private Claim withDag() {
        Claim claim = active();
        applied(claim, new Change.PutDag(dag("r", 0, 0)), new Change.PutWorkUnits(units("r", 3)));
        return claim;
    }

    private Request stored() {
        return requests().find(name("r")).orElseThrow();
    }

    @Test
    void moveRequestWritesStatusReasonSuggestionClockAndTransition() {
        applied(active(), TO_HELD);
        assertThat(stored().status()).isEqualTo(RequestStatus.HELD);
        assertThat(stored().statusSince()).isEqualTo(LATER);
        assertThat(stored().reason()).isEqualTo("broken");
        assertThat(stored().suggestion()).isEqualTo("release");
        assertThat(stored().version()).isEqualTo(2);
        assertThat(stores().work().transitions(name("r")))
                .last()
                .isEqualTo(new Transition(SubjectKind.REQUEST, "r", "active", "held", LATER, "broken", "rule"));
    }

    @Test
    void aMovedRequestIsLookedAtAtOnceUnlessItWaits() {
        Claim claim = active();
        applied(claim, new Change.Wait("service is down", LATER.plusSeconds(900)));
        applied(claim, TO_HELD);
        assertThat(stored().nextLook()).isEqualTo(LATER);
        applied(
                claim,
                new Change.MoveRequest(RequestStatus.HELD, RequestStatus.ACTIVE, "", ""),
                new Change.Wait("again", LATER.plusSeconds(5)));
        assertThat(stored().nextLook()).isEqualTo(LATER.plusSeconds(5));
    }

    @Test
    void waitWritesReasonAndNextLookOnly() {
        Request before = create("r", RequestStatus.ACTIVE);
        applied(claim("r"), new Change.Wait("DBS is down", LATER.plusSeconds(30)));
        assertThat(stored())
                .usingRecursiveComparison()
                .ignoringFields("reason", "nextLook", "version")
                .isEqualTo(before);
        assertThat(stored().reason()).isEqualTo("DBS is down");
        assertThat(stored().nextLook()).isEqualTo(LATER.plusSeconds(30));
        assertThat(stores().work().transitions(name("r"))).hasSize(1);
    }

    @Test
    void setRoundWritesWherePlanningStands() {
        applied(active(), new Change.SetRound(3, 5_000_000_000L, true));
        assertThat(stored().round()).isEqualTo(3);
        assertThat(stored().plannedUnits()).isEqualTo(5_000_000_000L);
        assertThat(stored().inputExhausted()).isTrue();
    }

    @Test
    void aMoveFromAnotherStatusChangesNothing() {
        Claim claim = active();
        Request before = stored();
        refused(
                claim,
                new Change.SetRound(1, 1, true),
                new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.PLANNING, "", ""));
        assertThat(stored()).isEqualTo(before);
        assertThat(stores().work().transitions(name("r"))).hasSize(1);
    }

    @Test
    void oneBadPartRollsEveryOtherBack() {
        Claim claim = withDag();
        Request before = stored();
        List<Transition> transitions = stores().work().transitions(name("r"));
        OutputBlock block = outputBlock("r", AOD, "1", T0);
        refused(
                claim,
                TO_HELD,
                new Change.MoveDag(dagKey("r", 0, 0), DagStatus.PLANNING, DagStatus.READY, ""),
                new Change.MoveWorkUnit(unitId("r", 0), WorkUnitStatus.PLANNED, WorkUnitStatus.RUNNING, null, ""),
                new Change.PutDag(dag("r", 1, 0)),
                new Change.PutBlock(block),
                new Change.PutFiles(List.of(file(block, unitId("r", 0), 1))),
                new Change.PutIntent(new Intent(SubjectKind.BLOCK, "b", IntentAction.INJECT_BLOCK, T0)),
                new Change.MoveWorkUnit(unitId("r", 1), WorkUnitStatus.RUNNING, WorkUnitStatus.MERGED, SITE, ""));
        assertThat(stored()).isEqualTo(before);
        assertThat(stores().work().transitions(name("r"))).isEqualTo(transitions);
        assertThat(stores().work().dags(name("r"))).containsExactly(dag("r", 0, 0));
        assertThat(stores().work().workUnits(dagKey("r", 0, 0))).isEqualTo(units("r", 3));
        assertThat(stores().outputs().blocks(name("r"))).isEmpty();
        assertThat(stores().outputs().files(block.name())).isEmpty();
        assertThat(stores().work().openIntents(SubjectKind.BLOCK, "b")).isEmpty();
    }

    @Test
    void aDagIsPutOnceMovedFromItsStatusAndKeepsItsFirstCluster() {
        Claim claim = active();
        applied(claim, new Change.PutDag(dag("r", 0, 0)));
        refused(claim, new Change.PutDag(dag("r", 0, 0)));
        refused(claim, new Change.MoveDag(dagKey("r", 0, 0), DagStatus.READY, DagStatus.SUBMITTED, ""));
        refused(claim, new Change.MoveDag(dagKey("r", 9, 0), DagStatus.PLANNING, DagStatus.READY, ""));
        applied(
                claim,
                new Change.MoveDag(dagKey("r", 0, 0), DagStatus.PLANNING, DagStatus.READY, "written"),
                new Change.FixCluster(dagKey("r", 0, 0), new ClusterId(42)));
        applied(claim, new Change.FixCluster(dagKey("r", 0, 0), new ClusterId(42)));
        refused(claim, new Change.FixCluster(dagKey("r", 0, 0), new ClusterId(43)));
        applied(claim, new Change.MoveDag(dagKey("r", 0, 0), DagStatus.READY, DagStatus.FAILED, "parse error"));
        Dag d = dag("r", 0, 0);
        assertThat(stores().work().latestDag(name("r")))
                .contains(new Dag(
                        d.key(),
                        d.request(),
                        0,
                        DagStatus.FAILED,
                        d.directory(),
                        new ClusterId(42),
                        2,
                        20,
                        d.expectedEvents(),
                        "parse error",
                        LATER));
        assertThat(stores().work().transitions(name("r")))
                .extracting(t -> t.kind().word() + " " + t.subject() + " " + t.from() + ">" + t.to() + " " + t.why())
                .containsExactly(
                        "request r >active just arrived",
                        "dag r-v1-r0/0 >planning ",
                        "dag r-v1-r0/0 planning>ready written",
                        "dag r-v1-r0/0 ready>failed parse error");
    }

    @Test
    void workUnitsArePutOnceAndMovedFromTheirStatusWithTheirSite() {
        Claim claim = withDag();
        refused(claim, new Change.PutWorkUnits(List.of(unit("r", 7), unit("r", 1))));
        assertThat(stores().work().workUnits(dagKey("r", 0, 0))).hasSize(3);
        applied(
                claim,
                new Change.MoveWorkUnit(unitId("r", 1), WorkUnitStatus.PLANNED, WorkUnitStatus.RUNNING, SITE, ""),
                new Change.MoveWorkUnit(unitId("r", 1), WorkUnitStatus.RUNNING, WorkUnitStatus.MERGED, null, ""));
        WorkUnit u = unit("r", 1);
        assertThat(stores().work().workUnits(dagKey("r", 0, 0)))
                .containsExactly(
                        unit("r", 0),
                        new WorkUnit(
                                u.id(),
                                u.request(),
                                u.dag(),
                                0,
                                1,
                                WorkUnitStatus.MERGED,
                                10,
                                25,
                                2_000_000_000L,
                                SITE,
                                LATER),
                        unit("r", 2));
        assertThat(stores().work().counts(name("r")))
                .isEqualTo(new WorkUnitCounts(
                        Map.of(WorkUnitStatus.PLANNED, 2L, WorkUnitStatus.MERGED, 1L),
                        30,
                        6_000_000_000L,
                        2_000_000_000L));
    }

    @Test
    void aRoundOfFiveHundredWorkUnitsAndThousandsOfFilesIsOneSet() {
        Claim claim = active();
        OutputBlock block = outputBlock("r", AOD, "1", T0);
        List<RegisteredFile> files = IntStream.range(0, 2_500)
                .mapToObj(i -> file(block, unitId("r", i % 500), i))
                .toList();
        applied(
                claim,
                new Change.PutDag(dag("r", 0, 0)),
                new Change.PutWorkUnits(units("r", 500)),
                new Change.PutBlock(block),
                new Change.PutFiles(files));
        assertThat(stores().work().workUnits(dagKey("r", 0, 0))).isEqualTo(units("r", 500));
        assertThat(stores().outputs().files(block.name())).isEqualTo(files);
        refused(claim, new Change.PutFiles(List.of(file(block, unitId("r", 0), 9_999), files.get(1_700))));
        assertThat(stores().outputs().files(block.name())).hasSize(2_500);
    }

    @Test
    void aBlockIsPutOnceAndReplacedFromItsStatus() {
        Claim claim = active();
        OutputBlock block = outputBlock("r", AOD, "1", T0);
        applied(claim, new Change.PutBlock(block));
        refused(claim, new Change.PutBlock(block));
        OutputBlock m = moved(block, BlockStatus.PENDING, 3, 3_000, 9_000_000_000L, LATER);
        OutputBlock ruled = new OutputBlock(
                m.name(),
                m.request(),
                m.dataset(),
                m.rse(),
                m.status(),
                m.files(),
                m.events(),
                m.bytes(),
                new RuleId("0".repeat(32)),
                new RuleId("f".repeat(32)),
                "why",
                4,
                m.openedAt(),
                LATER,
                LATER);
        refused(claim, new Change.UpdateBlock(ruled, BlockStatus.PENDING));
        applied(claim, new Change.UpdateBlock(ruled, BlockStatus.OPEN));
        assertThat(stores().outputs().blocks(name("r"))).containsExactly(ruled);
        applied(claim, new Change.UpdateBlock(m, BlockStatus.PENDING));
        assertThat(stores().outputs().blocks(name("r"))).containsExactly(m);
    }

    @Test
    void aDatasetIsTheSumOfItsBlocksAtTheLeastAdvancedOnesStatus() {
        Claim claim = active();
        OutputBlock one = outputBlock("r", AOD, "1", T0.plusSeconds(2));
        OutputBlock two = outputBlock("r", AOD, "2", T0.plusSeconds(1));
        applied(claim, new Change.PutBlock(one), new Change.PutBlock(two));
        OutputBlock oneOn = moved(one, BlockStatus.ANNOUNCED, 1, 10, 100, LATER);
        OutputBlock twoOn = moved(two, BlockStatus.TRANSFERRING, 2, 20, 5_000_000_000L, LATER);
        applied(
                claim,
                new Change.UpdateBlock(oneOn, BlockStatus.OPEN),
                new Change.UpdateBlock(twoOn, BlockStatus.OPEN));
        assertThat(stores().outputs().blocks(name("r"))).containsExactly(twoOn, oneOn);
        assertThat(stores().outputs().datasets(name("r")))
                .as("%s has no block", MINI)
                .containsExactly(new OutputDataset(name("r"), AOD, BlockStatus.TRANSFERRING, 2, 3, 30, 5_000_000_100L));
        applied(
                claim,
                new Change.UpdateBlock(moved(two, BlockStatus.FAILED, 2, 20, 200, LATER), BlockStatus.TRANSFERRING));
        assertThat(stores().outputs().datasets(name("r")))
                .extracting(OutputDataset::status)
                .containsExactly(BlockStatus.FAILED);
    }

    @Test
    void anIntentIsOpenOnceUntilItEndsAndMayBeOpenedAnew() {
        Claim claim = active();
        Intent submit = new Intent(SubjectKind.DAG, "r-v1-r0/0", IntentAction.SUBMIT_DAG, T0);
        Intent release = new Intent(SubjectKind.DAG, "r-v1-r0/0", IntentAction.RELEASE_DAG, LATER);
        Intent again = new Intent(SubjectKind.DAG, "r-v1-r0/0", IntentAction.SUBMIT_DAG, LATER.plusSeconds(5));
        Change end = new Change.EndIntent(SubjectKind.DAG, "r-v1-r0/0", IntentAction.SUBMIT_DAG);
        applied(claim, new Change.PutIntent(submit));
        applied(claim, new Change.PutIntent(again), new Change.PutIntent(release));
        assertThat(open()).containsExactly(submit, release);
        applied(claim, end);
        assertThat(open()).containsExactly(release);
        applied(claim, end);
        applied(claim, new Change.PutIntent(again));
        assertThat(open()).containsExactly(release, again);
        assertThat(stores().work().openIntents(SubjectKind.BLOCK, "r-v1-r0/0")).isEmpty();
    }

    private List<Intent> open() {
        return stores().work().openIntents(SubjectKind.DAG, "r-v1-r0/0");
    }

    @Test
    void rowsOfAnotherRequestCannotBeTouched() {
        create("q", RequestStatus.ACTIVE);
        Claim theirs = claim("q");
        OutputBlock block = outputBlock("q", AOD, "1", T0);
        applied(
                theirs,
                new Change.PutDag(dag("q", 0, 0)),
                new Change.PutWorkUnits(units("q", 1)),
                new Change.PutBlock(block));
        Claim claim = active();
        refused(claim, new Change.MoveDag(dagKey("q", 0, 0), DagStatus.PLANNING, DagStatus.READY, ""));
        refused(claim, new Change.FixCluster(dagKey("q", 0, 0), new ClusterId(1)));
        refused(
                claim,
                new Change.MoveWorkUnit(unitId("q", 0), WorkUnitStatus.PLANNED, WorkUnitStatus.RUNNING, null, ""));
        defect(claim, new Change.PutDag(dag("q", 1, 0)));
        defect(claim, new Change.PutWorkUnits(List.of(unit("q", 5))));
        defect(claim, new Change.UpdateBlock(block, BlockStatus.OPEN));
        defect(claim, new Change.PutFiles(List.of(file(block, unitId("q", 0), 1))));
    }

    @Test
    void whatHangsInTheAirIsADefectAndNotARace() {
        Claim claim = withDag();
        OutputBlock block = outputBlock("r", AOD, "1", T0);
        defect(claim, new Change.PutFiles(List.of(file(block, unitId("r", 0), 1))));
        defect(claim, new Change.PutBlock(outputBlock("r", INPUT, "1", T0)));
        assertThat(stored().version()).isEqualTo(2);
    }

    private void defect(Claim claim, Change change) {
        assertThatThrownBy(() -> requests().apply(set(claim, change)))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
    }

    @Test
    void anEmptySetIsAHeartbeatOfTheVersion() {
        applied(active());
        assertThat(stored().version()).isEqualTo(2);
    }
}
