package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Specs;
import org.wms2.domain.TurnResult;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;

/** Input that comes, goes and moves while a request runs. */
class ChangingInputTest {
    private static final BlockName FIRST = new BlockName(Specs.INPUT + "#block-0");

    private final World world = new World();
    private final Wms2 wms2 = world.process("a");

    private RequestName imported(Wms2 process, Duration openRunningTimeout) {
        RequestName name = world.assigned(Specs.byLumi("rereco", LumiMask.ALL, openRunningTimeout));
        process.importRequest(name, RequestOptions.NONE);
        return name;
    }

    private static DbsFile file(String name, int lumi) {
        return new DbsFile(
                new Lfn("/store/data/Input/Primary/RAW/v1/000/" + name + ".root"),
                1_000,
                100,
                List.of(new RunLumis(7, List.of(new LumiRange(lumi, lumi + 1)))));
    }

    /** The first block, with more files and without some. */
    private void change(List<DbsFile> more, List<String> gone) {
        List<DbsFile> files = new ArrayList<>(more);
        world.dbs.files(FIRST).stream()
                .filter(f -> gone.stream().noneMatch(g -> f.lfn().value().endsWith(g)))
                .forEach(files::add);
        world.dbs.put(FIRST, files);
    }

    @Test
    void anOpenDatasetIsFollowedUntilItHasNotGrownForATime() {
        world.input(1, 2);
        RequestName name = imported(wms2, Duration.ofHours(2));
        world.live(wms2, name);
        TurnResult waiting = world.settle(wms2, name);
        assertThat(waiting.request().status()).isEqualTo(RequestStatus.QUEUED);
        assertThat(waiting.request().reason()).contains("open", "counts as closed at");

        change(List.of(file("a-new", 100), file("z-new", 200)), List.of());
        world.live(wms2, name);

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.stores.ledger().positions(name)).isEqualTo(Map.of(LedgerState.REGISTERED, 8L));
        assertThat(world.dbs.events(Specs.RECO)).isEqualTo(400);
        assertThat(world.stores.snapshots().parts(name, FIRST)).hasSize(2);
    }

    @Test
    void aDatasetThatIsNotToBeFollowedIsTakenAsItWasAtFirst() {
        world.input(2, 5);
        Wms2 small = world.process("small", world.stores, 1);
        RequestName name = imported(small, Duration.ZERO);
        world.settle(small, name);
        change(List.of(file("a-new", 100)), List.of());
        world.pass(Duration.ofHours(2));

        assertThat(world.live(small, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.events(Specs.RECO)).isEqualTo(1_000);
    }

    @Test
    void aFileThatBecomesInvalidLeavesWithARecordUnlessAWorkUnitHasIt() {
        world.input(1, 5);
        Wms2 small = world.process("small", world.stores, 1);
        RequestName name = imported(small, Duration.ZERO);
        world.settle(small, name);
        assertThat(world.stores.ledger().taken(name)).containsExactly(new Span(0, 4));
        change(List.of(), List.of("b0-f1.root", "b0-f3.root"));
        world.condor.runToEnd(world.key(name, 0));
        world.pass(Duration.ofHours(2));

        assertThat(world.live(small, name).status()).isEqualTo(RequestStatus.COMPLETED);

        assertThat(world.stores.ledger().positions(name))
                .isEqualTo(Map.of(LedgerState.REGISTERED, 8L, LedgerState.EXCLUDED, 2L));
        assertThat(world.stores.ledger().entries(name, new Span(6, 8)))
                .extracting(LedgerEntry::reason)
                .containsExactly(ExclusionReason.INVALID);
        assertThat(world.dbs.events(Specs.RECO)).isEqualTo(400);
    }

    @Test
    void replicasThatMovedAreFollowedByTheNextRound() {
        world.input(1, 5);
        Wms2 small = world.process("small", world.stores, 1);
        RequestName name = imported(small, Duration.ZERO);
        world.settle(small, name);
        world.rucio.takeAway("T2_CH_CERN");
        world.rucio.put(FIRST, "T1_US_FNAL_Disk");
        world.condor.runToEnd(world.key(name, 0));
        world.pass(Duration.ofHours(2));

        assertThat(world.live(small, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.files.workUnits("/submit/rereco/v1/r1").getFirst().sites())
                .hasToString("[T1_US_FNAL]");
    }

    @Test
    void aServiceThatIsDownAtALaterReadingChangesNothing() {
        world.input(1, 5);
        Wms2 small = world.process("small", world.stores, 1);
        RequestName name = imported(small, Duration.ZERO);
        world.settle(small, name);
        world.condor.runToEnd(world.key(name, 0));
        world.pass(Duration.ofHours(2));
        world.trouble.down("Rucio");

        world.live(small, name);

        assertThat(world.request(name).status()).isIn(RequestStatus.PLANNING, RequestStatus.QUEUED);
        assertThat(world.request(name).reason()).contains("Rucio");
        world.trouble.up("Rucio");
        world.pass(Duration.ofHours(2));
        assertThat(world.live(small, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.events(Specs.RECO)).isEqualTo(500);
    }

    @Test
    void whatCameWhileARoundRanLongerThanTheTimeWithoutChangeIsTakenIn() {
        world.input(1, 2);
        RequestName name = imported(wms2, Duration.ofHours(2));
        world.settle(wms2, name);
        world.pass(Duration.ofHours(1));
        change(List.of(file("late", 100)), List.of());
        world.pass(Duration.ofHours(3));
        world.condor.runToEnd(world.key(name, 0));

        world.live(wms2, name);
        world.pass(Duration.ofHours(3));

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.events(Specs.RECO)).isEqualTo(300);
    }

    @Test
    void aReadingThatTakesLongerThanAnythingIsDoneOnceBeforeARequestWaits() {
        world.input(1, 2);
        world.rucio.takeAway("T2_CH_CERN");
        world.rucio.takeAway("T1_US_FNAL_Disk");
        RequestName name = imported(wms2, Duration.ZERO);
        world.trouble.during("DBS", () -> world.pass(Duration.ofMinutes(5)));

        TurnResult waiting = world.settle(wms2, name);

        assertThat(waiting.request().status()).isEqualTo(RequestStatus.QUEUED);
        assertThat(waiting.request().reason()).contains("no plan yet");
    }

    @Test
    void aRoundOfWhichNothingIsLeftBeforeItIsWrittenEndsTheRequestAndItsDag() {
        world.input(1, 5);
        Wms2 small = world.process("small", world.stores, 1);
        RequestName name = imported(small, Duration.ZERO);
        int round = 2;
        for (int i = 0; i < 1_000 && world.stores.work().dags(name).size() <= round; i++) {
            small.turn(name);
            world.condor.advance();
            world.pass(Duration.ofSeconds(5));
        }
        assertThat(world.dag(name).status()).isEqualTo(DagStatus.PLANNING);
        change(List.of(), List.of("b0-f4.root"));
        world.pass(Duration.ofHours(2));

        assertThat(world.live(small, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dag(name).status()).isEqualTo(DagStatus.REMOVED);
        assertThat(world.dbs.events(Specs.RECO)).isEqualTo(400);
    }

    @Test
    void aRequestThatWaitsForItsInputStandsInNobodysWay() {
        Wms2 narrow = world.process("narrow", world.stores, 500, 1);
        world.input(1, 2);
        world.rucio.takeAway("T2_CH_CERN");
        world.rucio.takeAway("T1_US_FNAL_Disk");
        RequestName waiting = imported(narrow, Duration.ZERO);
        world.settle(narrow, waiting);
        RequestName other = world.assigned(Specs.generator("gen", 200));
        narrow.importRequest(other, RequestOptions.NONE);

        assertThat(world.live(narrow, other).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.request(waiting).status()).isEqualTo(RequestStatus.QUEUED);
    }

    @Test
    void aReadingThatTakesLongerThanALeaseKeepsItsClaim() {
        world.input(4, 2);
        RequestName name = imported(wms2, Duration.ZERO);
        Wms2 other = world.process("other");
        AtomicInteger refused = new AtomicInteger();
        world.trouble.during("DBS", () -> {
            world.pass(Duration.ofSeconds(25));
            refused.addAndGet(other.turn(name).kind() == TurnResult.Kind.WATCHING ? 1 : 0);
        });

        wms2.turn(name);

        assertThat(refused).hasValueGreaterThan(2);
        assertThat(world.request(name).status()).isEqualTo(RequestStatus.QUEUED);
        assertThat(world.stores.snapshots().header(name).orElseThrow().files()).isEqualTo(8);
    }
}
