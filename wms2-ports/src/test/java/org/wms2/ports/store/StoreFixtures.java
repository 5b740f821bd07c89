package org.wms2.ports.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.ConfigId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.LumiEvents;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.ProductionStep;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.request.RequestType;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.request.StepSpec;
import org.wms2.ports.workflow.BlockLimits;
import org.wms2.ports.workflow.DatasetInfo;
import org.wms2.ports.workflow.InputSelection;
import org.wms2.ports.workflow.JobProfile;
import org.wms2.ports.workflow.MergeLimits;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.SitePolicy;
import org.wms2.ports.workflow.SplittingParameters;
import org.wms2.ports.workflow.Workflow;

/** Values to store: whole ones, with every open shape filled. */
public final class StoreFixtures {
    /** When everything begins; microseconds, as PostgreSQL keeps no more. */
    public static final Instant T0 = Instant.parse("2026-11-24T10:00:00.123456Z");

    public static final DatasetName INPUT = new DatasetName("/EGamma/Run2024C-v1/RAW");
    public static final DatasetName AOD = new DatasetName("/EGamma/Run2024C-Test-v1/AOD");
    public static final DatasetName MINI = new DatasetName("/EGamma/Run2024C-Test-v1/MINIAOD");
    public static final RseName RSE = new RseName("T2_CH_CERN");
    public static final SiteName SITE = new SiteName("T2_CH_CERN");

    private static final MergeLimits MERGE = new MergeLimits(1L << 31, 1L << 32, 100_000_000);
    private static final BlockLimits BLOCKS =
            new BlockLimits(500, 25_000_000, 5_000_000_000_000L, Duration.ofSeconds(66_400));

    private StoreFixtures() {}

    public static RequestName name(String text) {
        return new RequestName(text);
    }

    public static Request request(String name, RequestStatus status) {
        return request(name, status, 110_000, T0);
    }

    /** Due from its creation. */
    public static Request request(String name, RequestStatus status, int priority, Instant createdAt) {
        RequestOptions options = new RequestOptions(
                SplittingAlgo.FILE_BASED,
                3,
                null,
                100,
                5_000_000_000L,
                false,
                List.of(new ProductionStep(0.1, 90_000), new ProductionStep(0.5, 80_000)),
                CleanupPolicy.IMMEDIATE_CLEANUP);
        return new Request(
                name(name),
                name(name),
                1,
                status,
                spec(name),
                "{\"RequestName\" : \"" + name + "\",\n \"x\": 1.0}",
                options,
                priority,
                "just arrived",
                "",
                0,
                0,
                false,
                createdAt,
                createdAt,
                createdAt,
                1);
    }

    private static LumiMask mask() {
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        runs.put(379_100, List.of(new LumiRange(1, 40), new LumiRange(50, 4_000_000_000L)));
        runs.put(379_101, List.of(new LumiRange(7, 7)));
        return new LumiMask(runs);
    }

    private static RequestSpec spec(String name) {
        StepSpec step = new StepSpec(
                1,
                "DataProcessing",
                new ConfigId("52f42aa81ee98bd81d2e0b3a4d75ed4a"),
                null,
                null,
                true,
                List.of("LHEoutput"),
                "EGamma",
                "Run2024C",
                "Test",
                1,
                "CMSSW_14_0_7",
                List.of("el8_amd64_gcc12"),
                "140X_dataRun3_v1",
                INPUT,
                false,
                List.of(new DatasetName("/MinBias/Run3-v1/PREMIX")),
                true,
                false,
                mask(),
                List.of(379_100),
                List.of(),
                List.of(new BlockName(INPUT + "#a")),
                List.of(),
                SplittingAlgo.FILE_BASED,
                null,
                1_000L,
                null,
                2,
                10,
                0.25,
                12.5,
                1_234.5,
                8_000.0,
                8);
        return new RequestSpec(
                name(name),
                RequestType.RE_RECO,
                "Run2024C",
                "tester",
                null,
                110_000,
                List.of(step),
                1,
                1,
                "/store/data",
                "/store/unmerged",
                List.of(SITE),
                List.of(),
                true,
                false,
                MERGE,
                BLOCKS,
                List.of(AOD, MINI),
                Duration.ofHours(2),
                "https://couch.example",
                "reqmgr_config_cache",
                "https://dbs.example/dbs");
    }

    public static Workflow workflow(String name) {
        return new Workflow(
                name(name),
                RequestType.RE_RECO,
                new SplittingParameters(SplittingAlgo.FILE_BASED, 1, 1, 2, 1, false, true),
                null,
                new InputSelection(
                        INPUT, List.of(), List.of(new BlockName(INPUT + "#b")), List.of(), List.of(1), mask(), false),
                1.0,
                new JobProfile(12.5, 8_000, 8),
                List.of(
                        output("AODoutput", AOD, true),
                        output("MINIoutput", MINI, true),
                        output("RAWoutput", INPUT, false)),
                MERGE,
                BLOCKS,
                new SitePolicy(List.of(SITE), List.of(), true));
    }

    private static OutputModule output(String module, DatasetName dataset, boolean kept) {
        return new OutputModule(
                "DataProcessing",
                module,
                dataset,
                kept,
                "/store/unmerged/" + module,
                "/store/data/" + module,
                INPUT,
                1_500.25,
                new DatasetInfo("data", "Run2024C", 1, "CMSSW_14_0_7", "140X_dataRun3_v1", "", null));
    }

    public static DagKey dagKey(String request, int round, int attempt) {
        return new DagKey(DagTag.of(name(request), 1, round), attempt);
    }

    public static Dag dag(String request, int round, int attempt) {
        return new Dag(
                dagKey(request, round, attempt),
                name(request),
                round,
                DagStatus.PLANNING,
                "/submit/" + request,
                null,
                2,
                20,
                4_000_000_000L,
                "",
                T0);
    }

    /** Ids are told apart by the request's last letter. */
    public static WorkUnitId unitId(String request, int ordinal) {
        StringBuilder id = new StringBuilder();
        int rest = ordinal;
        for (int i = 0; i < 9; i++) {
            id.append("abcdefghijklmnopqrstuvwxyz234567".charAt(rest % 32));
            rest /= 32;
        }
        return new WorkUnitId(id.toString() + request.charAt(request.length() - 1));
    }

    public static WorkUnit unit(String request, int ordinal) {
        return new WorkUnit(
                unitId(request, ordinal),
                name(request),
                dagKey(request, 0, 0),
                0,
                ordinal,
                WorkUnitStatus.PLANNED,
                10,
                25,
                2_000_000_000L,
                null,
                T0);
    }

    public static List<WorkUnit> units(String request, int count) {
        return IntStream.range(0, count).mapToObj(i -> unit(request, i)).toList();
    }

    public static BlockName block(DatasetName dataset, String suffix) {
        return new BlockName(dataset + "#" + suffix);
    }

    public static OutputBlock outputBlock(String request, DatasetName dataset, String suffix, Instant openedAt) {
        return new OutputBlock(
                block(dataset, suffix),
                name(request),
                dataset,
                RSE,
                BlockStatus.OPEN,
                0,
                0,
                0,
                null,
                null,
                "",
                0,
                openedAt,
                openedAt,
                openedAt);
    }

    /** The same block further on, with what its files sum up to. */
    public static OutputBlock moved(OutputBlock b, BlockStatus status, int files, long events, long bytes, Instant at) {
        return new OutputBlock(
                b.name(),
                b.request(),
                b.dataset(),
                b.rse(),
                status,
                files,
                events,
                bytes,
                b.sourceRule(),
                b.destinationRule(),
                "because",
                b.retries(),
                b.openedAt(),
                at,
                at);
    }

    public static RegisteredFile file(OutputBlock block, WorkUnitId unit, int number) {
        OutputFile file = new OutputFile(
                new Lfn("/store/data/Run2024C/EGamma/AOD/" + block.request() + "/f" + String.format("%06d", number)
                        + ".root"),
                block.dataset(),
                "DataProcessing",
                "AODoutput",
                3_000_000_000L,
                "0a1b2c3d",
                1_000,
                List.of(new LumiEvents(379_100, 1, 600), new LumiEvents(379_100, 4_000_000_000L, 400)),
                List.of(new Lfn("/store/data/raw/p" + number + ".root")));
        return new RegisteredFile(file, block.name(), unit);
    }

    public static InputBlock inputBlock(int ordinal, int files) {
        TreeSet<RseName> rses = new TreeSet<>(List.of(new RseName("T1_US_FNAL_Disk"), RSE));
        List<InputFile> list = IntStream.range(0, files)
                .mapToObj(i -> new InputFile(
                        (long) ordinal * files + i,
                        new Lfn(String.format("/store/data/raw/%05d/%05d.root", ordinal, i)),
                        2_500_000_000L,
                        1_000 + i,
                        List.of(new RunLumis(379_100, List.of(new LumiRange(i + 1, i + 20), new LumiRange(100, 100))))))
                .toList();
        return new InputBlock(ordinal, block(INPUT, "b" + ordinal), rses, list);
    }
}
