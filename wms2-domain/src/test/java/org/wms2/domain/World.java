package org.wms2.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wms2.domain.planning.CapacitySettings;
import org.wms2.domain.planning.PlanningSettings;
import org.wms2.ports.cms.ConfigDocument;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.cms.RequestDocument;
import org.wms2.ports.cms.SiteMap;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.htcondor.FakeDagFiles;
import org.wms2.ports.htcondor.FakeDagNodes;
import org.wms2.ports.htcondor.FakeDisk;
import org.wms2.ports.htcondor.FakeHTCondor;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.memory.InMemoryStores;
import org.wms2.ports.plan.Throttles;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Stores;
import org.wms2.ports.system.Identity;

/** Everything outside of WMS2, in memory and in virtual time, for the stories that lifecycle tests tell. */
public final class World {
    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

    public final Trouble trouble = new Trouble();
    public final FakeDagFiles files = new FakeDagFiles();
    public final FakeDagNodes nodes = new FakeDagNodes();
    public final InstantSource clock = this::now;
    public final FakeHTCondor condor = new FakeHTCondor(clock, files);
    public final FakeDisk disk = new FakeDisk("/submit");
    public final FakeDbs dbs = new FakeDbs(trouble);
    public final FakeReqMgr2 reqMgr2 = new FakeReqMgr2(trouble);
    public final FakeRucio rucio = new FakeRucio(trouble, clock);
    public final Stores stores = InMemoryStores.create(clock);
    /** Of the processes that are made from now on. */
    public boolean reportToReqMgr2;

    /** Of the processes that are made from now on. */
    public ErrorRule errorRule = ErrorRule.DEFAULT;

    private Instant now = START;

    public Instant now() {
        return now;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** ReqMgr2 has this request, assigned. */
    public RequestName assigned(RequestSpec spec) {
        return inStatus(spec, "assigned");
    }

    public RequestName inStatus(RequestSpec spec, String status) {
        reqMgr2.put(new RequestDocument(spec, status, "{\"RequestName\": \"" + spec.name() + "\"}"));
        return spec.name();
    }

    /** The input dataset: blocks of files of 100 events in two lumis, the first half of the blocks at CERN. */
    public void input(int blocks, int filesPerBlock) {
        for (int b = 0; b < blocks; b++) {
            BlockName block = new BlockName(Specs.INPUT + "#block-" + b);
            List<DbsFile> content = new ArrayList<>();
            for (int f = 0; f < filesPerBlock; f++) {
                int lumi = 2 * (b * filesPerBlock + f) + 1;
                content.add(new DbsFile(
                        new Lfn("/store/data/Input/Primary/RAW/v1/000/b" + b + "-f" + f + ".root"),
                        1_000,
                        100,
                        List.of(new RunLumis(7, List.of(new LumiRange(lumi, lumi + 1))))));
            }
            dbs.put(block, content);
            rucio.put(block, 2 * b < blocks ? "T2_CH_CERN" : "T1_US_FNAL_Disk");
        }
    }

    /** A WMS2 of a process of its own over the same world. */
    public Wms2 process(String name) {
        return process(name, stores, 500);
    }

    public Wms2 process(String name, Stores itsStores, int maxWorkUnitsPerRound) {
        return process(name, itsStores, maxWorkUnitsPerRound, 300);
    }

    /** What one DAG may take. */
    public CapacitySettings capacity = CapacitySettings.DEFAULT;

    public Wms2 process(String name, Stores itsStores, int maxWorkUnitsPerRound, int maxActiveDags) {
        return Wms2.builder()
                .stores(itsStores)
                .htcondor(condor)
                .dagFiles(files)
                .dagNodes(nodes)
                .reqMgr2(reqMgr2)
                .configCache((url, database, id) -> Optional.of(new ConfigDocument(
                        id, "hash", List.of(new ConfigDocument.Output(id.value().substring(4), tier(id.value()), "")))))
                .dbs(dbs)
                .rucio(rucio)
                .cric(World::siteMap)
                .clock(clock)
                .identity(new Named(name))
                .disk(disk)
                .settings(new DomainSettings(
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(5),
                        maxActiveDags,
                        errorRule,
                        Duration.ofHours(1),
                        new PlanningSettings(50, maxWorkUnitsPerRound, new Throttles(10, 100, 5, 5), capacity),
                        "T1_US_FNAL_Disk",
                        reportToReqMgr2))
                .build();
    }

    /** Turns a request until nothing moves at this moment. */
    public TurnResult settle(Wms2 wms2, RequestName name) {
        for (int i = 0; i < 500; i++) {
            TurnResult result = wms2.turn(name);
            if (result.kind() != TurnResult.Kind.MOVED && result.nextLook().isAfter(now)) {
                return result;
            }
        }
        throw new AssertionError("500 turns and still moving: " + wms2.turn(name));
    }

    /** Turns a request while time passes and HTCondor works, until it rests, ends, or the turns are used up. */
    public Request live(Wms2 wms2, RequestName name) {
        for (int i = 0; i < 200; i++) {
            TurnResult result = settle(wms2, name);
            RequestStatus.Phase phase = result.request().status().phase();
            if (phase != RequestStatus.Phase.WORKING) {
                return result.request();
            }
            condor.advance();
            pass(Duration.ofSeconds(30));
        }
        return request(name);
    }

    public Request request(RequestName name) {
        return stores.requests().find(name).orElseThrow();
    }

    public Dag dag(RequestName name) {
        return stores.work().latestDag(name).orElseThrow();
    }

    public DagKey key(RequestName name, int round) {
        return new DagKey(DagTag.of(name, 1, round), 0);
    }

    private static String tier(String config) {
        return switch (config) {
            case "cfg_genout" -> "GEN-SIM";
            case "cfg_recoout" -> "AODSIM";
            default -> "RECO";
        };
    }

    private static SiteMap siteMap() {
        TreeMap<RseName, java.util.SortedSet<SiteName>> map = new TreeMap<>();
        map.put(new RseName("T2_CH_CERN"), new TreeSet<>(List.of(new SiteName("T2_CH_CERN"))));
        map.put(new RseName("T1_US_FNAL_Disk"), new TreeSet<>(List.of(new SiteName("T1_US_FNAL"))));
        return new SiteMap(map);
    }

    private record Named(String process) implements Identity {
        @Override
        public String who() {
            return "tester@here";
        }
    }
}
