package org.wms2.domain.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wms2.ports.request.Cause.Owner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.htcondor.JobCounts;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.plan.NodeRole;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;

/** Twenty staged causes of not moving (issue 5): why names each one rightly. */
class TwentyCausesTest extends Stage {
    private Wms2 withOneSlot() {
        return world.process("a", world.stores, 500, 1);
    }

    private static RequestOptions urgent() {
        return new RequestOptions(null, null, null, null, null, true, List.of(), CleanupPolicy.KEEP_UNTIL_REPLACED);
    }

    @Test
    void capacityForDags() {
        Wms2 one = withOneSlot();
        RequestName first = generator(400);
        world.settle(one, first);
        RequestName second = imported(Specs.generator("second", 400));
        world.settle(one, second);

        Blockage blockage = why(second);

        is(blockage, Cause.ADMISSION, Owner.ADMISSION, "1 of 1 DAGs are active");
        assertThat(blockage.evidence()).anyMatch(e -> e.startsWith("slots taken: 1 of"));
        assertThat(blockage.nextTry()).isNotNull();
        assertThat(blockage.command()).contains("max-active-dags");
    }

    @Test
    void capacityForJobs() {
        RequestName name = running(400);
        world.condor.jobs(key(name), new JobCounts(4, 0, 0, 0));

        later(name);
        Blockage blockage = why(name);

        is(blockage, Cause.DAG_RUNNING, Owner.SITE, "4 jobs are idle and none runs");
        assertThat(blockage.evidence()).anyMatch(e -> e.contains("in SiteWhitelist [T1_US_FNAL, T2_CH_CERN]"));
        assertThat(blockage.command())
                .contains("condor_q -better-analyze", key(name).tag().toString());
    }

    @Test
    void noSiteLeftByTheWhitelist() {
        world.input(2, 1);
        RequestName name = imported(at(Specs.reReco("r"), List.of(new SiteName("T2_DE_DESY")), List.of()));
        until(name, Cause.NO_SITE);

        Blockage blockage = why(name);

        is(blockage, Cause.NO_SITE, Owner.SITE, "SiteWhitelist [T2_DE_DESY] has none of the sites");
        assertThat(blockage.evidence())
                .contains("input at [T2_CH_CERN]: sites [T2_CH_CERN], in SiteWhitelist [], not in SiteBlacklist [],"
                        + " neither banned nor drained []");
        assertThat(blockage.command()).contains("ReqMgr2", "wms2 restart r");
    }

    /** A document whose blacklist leaves nothing of its whitelist is refused: only its row can say so. */
    @Test
    void noSiteLeftByTheBlacklist() {
        RequestName name = generator(400);
        row(
                name,
                new Change.MoveRequest(RequestStatus.SUBMITTED, RequestStatus.QUEUED, "planned", ""),
                new Change.Wait(
                        Cause.NO_SITE,
                        "no plan yet: SiteBlacklist [T2_CH_CERN] has all the sites left, [T2_CH_CERN]",
                        world.now().plusSeconds(600)));

        Blockage blockage = why(name);

        is(blockage, Cause.NO_SITE, Owner.SITE, "SiteBlacklist", "has all the sites left");
        assertThat(blockage.command()).contains("ReqMgr2");
    }

    @Test
    void noSiteLeftByBans() {
        world.input(2, 1);
        RequestName name = imported(Specs.reReco("r"));
        wms2.ban(CERN, null, Duration.ofDays(7), "broken");
        wms2.ban(FNAL, name, Duration.ofDays(7), "broken for this one");
        until(name, Cause.NO_SITE);

        Blockage blockage = why(name);

        is(blockage, Cause.NO_SITE, Owner.OPERATOR, "banned until");
        assertThat(blockage.command()).contains("wms2 site unban T2_CH_CERN");
        assertThat(blockage.evidence()).anyMatch(e -> e.endsWith("neither banned nor drained []"));
    }

    @Test
    void noSiteLeftByDraining() {
        world.input(2, 1);
        RequestName name = imported(Specs.reReco("r"));
        wms2.setSite(CERN, SiteStatus.DRAINING, "");
        wms2.setSite(FNAL, SiteStatus.DISABLED, "");
        until(name, Cause.NO_SITE);

        Blockage blockage = why(name);

        is(blockage, Cause.NO_SITE, Owner.OPERATOR, "is excluded");
        assertThat(blockage.command()).contains("wms2 site enable T");
    }

    @Test
    void inputOnTape() {
        world.input(2, 1);
        world.rucio.takeAway("T2_CH_CERN");
        world.rucio.takeAway("T1_US_FNAL_Disk");
        RequestName name = imported(Specs.reReco("r"));
        until(name, Cause.INPUT_NOT_ON_DISK);

        Blockage blockage = why(name);

        is(blockage, Cause.INPUT_NOT_ON_DISK, Owner.RUCIO, "no RSE has a complete replica of the input");
        assertThat(blockage.command()).contains("Rucio rule");
    }

    @Test
    void pileupMissing() {
        RequestName name = generator(400);
        row(
                name,
                new Change.MoveRequest(RequestStatus.SUBMITTED, RequestStatus.QUEUED, "planned", ""),
                new Change.Wait(
                        Cause.PILEUP,
                        "no plan yet: pileup /MinBias/P-v1/PREMIX is not at T2_CH_CERN",
                        world.now().plusSeconds(600)));

        Blockage blockage = why(name);

        is(blockage, Cause.PILEUP, Owner.RUCIO, "/MinBias/P-v1/PREMIX");
        assertThat(blockage.nextTry()).isEqualTo(world.now().plusSeconds(600));
        assertThat(blockage.command()).contains("pileup");
    }

    @Test
    void openDataset() {
        world.input(1, 2);
        RequestName name = imported(Specs.byLumi("r", LumiMask.ALL, Duration.ofDays(3)));
        until(name, Cause.OPEN_DATASET);

        Blockage blockage = why(name);

        is(blockage, Cause.OPEN_DATASET, Owner.DBS, "open and has nothing new", "counts as closed at");
        assertThat(blockage.command()).contains("wms2 finish r");
    }

    @Test
    void heldDagman() {
        RequestName name = running(400);
        world.condor.hold(key(name), 1, "via condor_hold (by user admin)");
        later(name);

        Blockage blockage = why(name);

        is(blockage, Cause.DAGMAN_HELD, Owner.SCHEDD, "code 1", "by user admin");
        assertThat(blockage.command()).contains("wms2 release gen");
    }

    @Test
    void heldJobs() {
        RequestName name = running(400);
        world.condor.jobs(key(name), new JobCounts(2, 0, 3, 0));
        WorkUnitId unit = world.stores.work().workUnits(key(name)).getFirst().id();
        for (int i = 0; i < 3; i++) {
            world.condor
                    .nodeJobs()
                    .hold(new HeldJob(
                            key(name),
                            new ClusterId(9_000 + i),
                            unit,
                            NodeRole.PROCESSING,
                            "proc_00000" + i,
                            i == 0 ? 12 : 13,
                            0,
                            i == 0 ? "cannot write" : "cannot read the input",
                            2_000,
                            0,
                            Instant.EPOCH));
        }
        later(name);

        Blockage blockage = why(name);

        is(blockage, Cause.DAG_RUNNING, Owner.OPERATOR, "3 jobs are held and none runs");
        assertThat(blockage.command())
                .contains("condor_release", key(name).tag().toString(), "wms2 nodes");
        assertThat(blockage.evidence())
                .anySatisfy(e -> assertThat(e).contains("2 held with code 13", "9001", "cannot read the input"))
                .anySatisfy(e -> assertThat(e).contains("1 held with code 12", "cannot write"));
    }

    @Test
    void dbsDown() {
        world.input(2, 1);
        RequestName name = imported(Specs.reReco("r"));
        world.trouble.down("DBS");
        world.settle(wms2, name);

        Blockage blockage = why(name);

        is(blockage, Cause.DBS_SILENT, Owner.DBS, "DBS: no answer");
        assertThat(blockage.nextTry()).isAfter(world.now());
    }

    @Test
    void dbsDownWhileOutputsAreOnTheirWay() {
        RequestName name = running(400);
        world.condor.runToEnd(key(name));
        world.trouble.down("DBS");
        for (int i = 0; i < 10; i++) {
            later(name);
        }

        Blockage blockage = why(name);

        is(blockage, Cause.DBS_SILENT, Owner.DBS, "is pending: DBS: no answer");
        assertThat(blockage.evidence()).anyMatch(e -> e.contains("tried in vain"));
    }

    @Test
    void rucioAnswers409() {
        RequestName name = running(400);
        world.condor.runToEnd(key(name));
        world.trouble.refuse("Rucio", "409 Conflict: DuplicateRule");
        until(name, Cause.REFUSED);

        Blockage blockage = why(name);

        is(blockage, Cause.REFUSED, Owner.RUCIO, "409 Conflict: DuplicateRule");
        assertThat(blockage.evidence()).anyMatch(e -> e.startsWith("block ") && e.contains("failed"));
        assertThat(blockage.command()).contains("wms2 release gen");
    }

    @Test
    void scheddDown() {
        RequestName name = running(400);
        world.condor.reachable(false);
        later(name);

        is(why(name), Cause.SCHEDD_SILENT, Owner.SCHEDD, "HTCondor: the schedd does not answer");
    }

    @Test
    void scheddHung() {
        RequestName name = running(400);
        world.condor.silent("condor_q: no answer within 60 s");
        later(name);

        Blockage blockage = why(name);

        is(blockage, Cause.SCHEDD_SILENT, Owner.SCHEDD, "condor_q: no answer within 60 s");
        assertThat(blockage.command()).contains("schedd");
    }

    /** A process that only looks, before any server has found out. */
    @Test
    void scheddHungWithoutAServer() {
        RequestName name = running(400);
        world.condor.silent("condor_q: no answer within 60 s");

        Blockage blockage = world.process("onlooker").why(name);

        is(
                blockage,
                Cause.SCHEDD_SILENT,
                Owner.SCHEDD,
                "the schedd does not answer: what DAG gen-v1-r0 attempt 0 does");
        assertThat(blockage.evidence()).anyMatch(e -> e.contains("condor_q: no answer within 60 s"));
    }

    @Test
    void failuresOfTenPercent() {
        RequestName name = running(6_000);
        ended(name, 30, 3);

        Blockage blockage = why(name);

        is(blockage, Cause.FAILURES, Owner.OPERATOR, "3 of 30 work units failed (10.0 %");
        assertThat(blockage.evidence()).contains("failed nodes: 6 site, exit code 71, at T2_CH_CERN");
        assertThat(blockage.command()).isEqualTo("wms2 release gen");
    }

    @Test
    void failuresOfFortyPercent() {
        RequestName name = running(6_000);
        ended(name, 30, 12);

        Blockage blockage = why(name);

        is(blockage, Cause.FAILURES, Owner.OPERATOR, "12 of 30 work units failed (40.0 %");
        assertThat(blockage.command()).isEqualTo("wms2 fail gen");
    }

    private void ended(RequestName name, int units, int failed) {
        for (int ordinal = 0; ordinal < units; ordinal++) {
            if (ordinal < failed) {
                world.condor.fail(key(name), ordinal, CERN, FailureCategory.SITE, 71, 2);
            } else {
                world.condor.finish(key(name), ordinal);
            }
        }
        world.condor.end(key(name), 1);
        later(name);
    }

    @Test
    void ledgerDifference() {
        RequestName name = running(400);
        row(
                name,
                new Change.MoveRequest(
                        RequestStatus.ACTIVE,
                        RequestStatus.HELD,
                        Cause.LEDGER,
                        "ledger difference: states: expected 400, found 399",
                        "see wms2 audit gen"));

        Blockage blockage = why(name);

        is(blockage, Cause.LEDGER, Owner.OURSELVES, "ledger difference");
        assertThat(blockage.command()).contains("wms2 audit gen");
    }

    @Test
    void anOperatorsHold() {
        RequestName name = generator(400);
        wms2.wish(name, NewWish.of(WishKind.HOLD, "op@desk", "tea"));
        world.settle(wms2, name);
        world.pass(Duration.ofDays(3));

        Blockage blockage = why(name);

        is(blockage, Cause.OPERATOR, Owner.OPERATOR, "hold by op@desk: tea");
        assertThat(blockage.nextTry()).isNull();
        assertThat(blockage.command()).isEqualTo("wms2 release gen");
    }

    @Test
    void aStopUnderWay() {
        RequestName name = running(400);
        world.condor.linger(key(name), 7);
        wms2.wish(name, NewWish.of(WishKind.STOP, "op@desk", ""));
        later(name);
        later(name);

        Blockage blockage = why(name);

        is(blockage, Cause.STOPPING, Owner.SCHEDD, "stopping");
        assertThat(blockage.evidence()).anyMatch(e -> e.contains("open wish: stop by op@desk"));
    }

    @Test
    void quarantine() {
        world.input(2, 1);
        RequestName name = imported(Specs.reReco("r"));
        world.trouble.during("DBS", () -> {
            throw new IllegalStateException("a null where none may be");
        });
        until(name, Cause.QUARANTINE);

        Blockage blockage = why(name);

        is(blockage, Cause.QUARANTINE, Owner.OURSELVES, "quarantined", "a null where none may be");
        assertThat(blockage.command()).contains("wms2 release r");
    }

    @Test
    void aLeaseHeldByADeadServer() {
        RequestName name = running(400);
        world.pass(Duration.ofSeconds(55));

        Blockage blockage = why(name);

        is(blockage, Cause.OTHER_PLACE, Owner.OURSELVES, "a has it", "dead");
        assertThat(blockage.nextTry()).isEqualTo(world.now().plusSeconds(5));
    }

    @Test
    void aServerThatIsGone() {
        RequestName name = running(400);
        world.pass(Duration.ofMinutes(5));

        Blockage blockage = why(name);

        is(blockage, Cause.OTHER_PLACE, Owner.OPERATOR, "no server works on it");
        assertThat(blockage.evidence()).anyMatch(e -> e.startsWith("a had it until"));
        assertThat(blockage.command()).startsWith("wms2 serve");
    }

    @Test
    void priority() {
        Wms2 one = withOneSlot();
        RequestName low = generator(400);
        RequestName high = world.assigned(Specs.generator("high", 400));
        one.importRequest(high, urgent());
        row(high, new Change.MoveRequest(RequestStatus.SUBMITTED, RequestStatus.QUEUED, "planned", ""));
        world.settle(one, low);

        Blockage blockage = why(low);

        is(blockage, Cause.PRIORITY, Owner.ADMISSION, "1 requests come before this one");
        assertThat(blockage.evidence()).anyMatch(e -> e.contains("first high (urgent)"));
        assertThat(blockage.command()).contains("wms2 priority gen");
    }

    @Test
    void pilotRunning() {
        RequestName name = generator(400);
        row(
                name,
                new Change.MoveRequest(RequestStatus.SUBMITTED, RequestStatus.QUEUED, "planned", ""),
                new Change.MoveRequest(
                        RequestStatus.QUEUED, RequestStatus.PILOT_RUNNING, Cause.PILOT, "the pilot runs", ""),
                new Change.Wait(Cause.PILOT, "the pilot runs", world.now().plusSeconds(30)));

        is(why(name), Cause.PILOT, Owner.SCHEDD, "the pilot runs");
    }
}
