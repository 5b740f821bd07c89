package org.wms2.ports.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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
import org.wms2.ports.plan.Layout;
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
import org.wms2.ports.workflow.LumiRules;
import org.wms2.ports.workflow.MergeLimits;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.SitePolicy;
import org.wms2.ports.workflow.SplittingParameters;
import org.wms2.ports.workflow.Workflow;

/** Rows for the stores' tests, with every field set that can be. */
public final class SampleRows {
    /** When everything begins; whole microseconds, which is what PostgreSQL keeps. */
    public static final Instant T0 = Instant.parse("2026-03-01T12:00:00.123456Z");

    /** The first kept output. */
    public static final DatasetName AOD = new DatasetName("/Sample/Era-Test-v1/AOD");

    /** The second kept output, made from the first. */
    public static final DatasetName MINI = new DatasetName("/Sample/Era-Test-v1/MINIAOD");

    private static final DatasetName RAW = new DatasetName("/Sample/Era-v1/RAW");
    private static final RseName RSE = new RseName("T1_US_FNAL_Disk");
    private static final SiteName SITE = new SiteName("T2_CH_CERN");
    private static final MergeLimits MERGE = new MergeLimits(2L << 30, 4L << 30, 100_000_000);
    private static final BlockLimits BLOCK =
            new BlockLimits(500, 25_000_000, 5_000_000_000_000L, Duration.ofSeconds(66_400));

    private SampleRows() {}

    /** A request of priority 1000, to look at from {@link #T0} on. */
    public static Request request(String name, RequestStatus status) {
        return request(name, status, 1_000, T0, T0);
    }

    /** A request whose document has every field. */
    public static Request request(String name, RequestStatus status, int priority, Instant created, Instant look) {
        return new Request(
                new RequestName(name),
                new RequestName("source_of_" + name),
                3,
                status,
                spec(name),
                "{\"RequestName\": \"" + name + "\",  \"Greek\": \"\u03bb\"}\n",
                new RequestOptions(
                        SplittingAlgo.LUMI_BASED,
                        7,
                        800L,
                        9,
                        1_000L,
                        false,
                        List.of(new ProductionStep(0.25, 90_000), new ProductionStep(0.5, 80_000)),
                        CleanupPolicy.IMMEDIATE_CLEANUP),
                priority,
                "imported",
                "",
                0,
                0,
                false,
                created,
                created,
                look,
                1);
    }

    private static RequestSpec spec(String name) {
        return new RequestSpec(
                new RequestName(name),
                RequestType.RE_RECO,
                "Run2026A",
                "someone",
                "PREP-1",
                1_000,
                List.of(step()),
                1,
                1,
                "/store/data",
                "/store/unmerged",
                List.of(SITE, new SiteName("T1_US_FNAL")),
                List.of(new SiteName("T2_US_MIT")),
                true,
                false,
                MERGE,
                BLOCK,
                List.of(AOD, MINI),
                Duration.ofHours(1),
                "https://couch.example",
                "reqmgr_config_cache",
                "https://dbs.example");
    }

    private static StepSpec step() {
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        runs.put(370_000, List.of(new LumiRange(1, 10), new LumiRange(12, 4_000_000_000L)));
        return new StepSpec(
                1,
                "DataProcessing",
                new ConfigId("0123456789abcdef"),
                null,
                null,
                true,
                List.of("RECOoutput"),
                "Sample",
                "Era",
                "Test",
                1,
                "CMSSW_14_0_0",
                List.of("el8_amd64_gcc12"),
                "140X_dataRun3_v1",
                RAW,
                false,
                List.of(new DatasetName("/Pileup/Era-v1/PREMIX")),
                true,
                false,
                new LumiMask(runs),
                List.of(370_000),
                List.of(370_001),
                List.of(new BlockName(RAW + "#white")),
                List.of(new BlockName(RAW + "#black")),
                SplittingAlgo.EVENT_AWARE_LUMI_BASED,
                null,
                5_000_000_000L,
                100L,
                1,
                1,
                1.0,
                12.5,
                1_500.25,
                4_000,
                8);
    }

    /** A workflow with an input, two kept outputs and one that is not. */
    public static Workflow workflow(String request) {
        return new Workflow(
                new RequestName(request),
                RequestType.RE_RECO,
                new SplittingParameters(
                        SplittingAlgo.EVENT_AWARE_LUMI_BASED,
                        5_000_000_000L,
                        100,
                        1,
                        1,
                        false,
                        true,
                        LumiRules.DEFAULT),
                null,
                new InputSelection(
                        RAW,
                        List.of(new BlockName(RAW + "#white")),
                        List.of(),
                        List.of(370_000),
                        List.of(),
                        step().lumiMask(),
                        false),
                1.0,
                new JobProfile(12.5, 4_000, 8),
                List.of(
                        output("AODoutput", AOD, true, RAW),
                        output("MINIoutput", MINI, true, AOD),
                        output("RECOoutput", new DatasetName("/Sample/Era-Test-v1/RECO"), false, null)),
                MERGE,
                BLOCK,
                new SitePolicy(List.of(SITE), List.of(), true));
    }

    private static OutputModule output(String module, DatasetName dataset, boolean kept, @Nullable DatasetName parent) {
        return new OutputModule(
                "DataProcessing",
                module,
                dataset,
                kept,
                "/store/unmerged/Era/Sample/" + dataset.tier() + "/Test-v1",
                "/store/data/Era/Sample/" + dataset.tier() + "/Test-v1",
                parent,
                350.5,
                new DatasetInfo("data", "Era", 1, "CMSSW_14_0_0", "140X_dataRun3_v1", "f00d", "PREP-1"));
    }

    /** Key of an attempt of a round. */
    public static DagKey key(String request, int round, int attempt) {
        return new DagKey(DagTag.of(new RequestName(request), 3, round), attempt);
    }

    /** A DAG as it is put: in planning, without sums or cluster. */
    public static Dag dag(String request, int round, int attempt) {
        return new Dag(
                key(request, round, attempt),
                new RequestName(request),
                round,
                DagStatus.PLANNING,
                "/spool/" + request + "/v3/r" + round,
                Layout.SUBDAG,
                null,
                0,
                0,
                0,
                "",
                T0);
    }

    /** Id number n, in ascending order. */
    public static WorkUnitId unitId(int number) {
        char[] letters = new char[10];
        int rest = number;
        for (int i = letters.length - 1; i >= 0; i--) {
            letters[i] = "abcdefghijklmnopqrstuvwxyz".charAt(rest % 26);
            rest /= 26;
        }
        return new WorkUnitId(new String(letters));
    }

    /** A planned work unit of a round's attempt 0: 4 jobs, 2 files, 1000 events. */
    public static WorkUnit unit(String request, int round, int ordinal, int id) {
        return new WorkUnit(
                unitId(id),
                new RequestName(request),
                key(request, round, 0),
                round,
                ordinal,
                WorkUnitStatus.PLANNED,
                4,
                2,
                1_000,
                null,
                T0);
    }

    /** An open block without files. */
    public static OutputBlock block(String request, DatasetName dataset, String suffix) {
        return block(request, dataset, suffix, BlockStatus.OPEN, 0, 0, 0);
    }

    /** A block with its sums. */
    public static OutputBlock block(
            String request,
            DatasetName dataset,
            String suffix,
            BlockStatus status,
            int files,
            long events,
            long bytes) {
        return new OutputBlock(
                new BlockName(dataset + "#" + suffix),
                new RequestName(request),
                dataset,
                RSE,
                status,
                files,
                events,
                bytes,
                null,
                null,
                "",
                0,
                T0,
                T0,
                T0);
    }

    /** A file of a block, with its parents. */
    public static RegisteredFile file(OutputBlock block, int number, WorkUnitId unit, Lfn... parents) {
        OutputFile file = new OutputFile(
                lfn(block.dataset(), number),
                block.dataset(),
                "DataProcessing",
                block.dataset().equals(AOD) ? "AODoutput" : "MINIoutput",
                3_000_000_000L,
                "0a1b2c3d",
                500,
                List.of(new LumiEvents(370_000, 1, 300), new LumiEvents(370_000, 4_000_000_000L, 200)),
                List.of(parents));
        return new RegisteredFile(file, block.name(), unit);
    }

    /** Name of file number n of a dataset. */
    public static Lfn lfn(DatasetName dataset, int number) {
        return new Lfn("/store/data/Era/Sample/" + dataset.tier() + "/Test-v1/0000/f" + number + ".root");
    }

    /** Block number n of an input whose blocks have the same number of files: of 10 events, 1000 bytes and 2 lumis. */
    public static InputBlock inputBlock(int ordinal, int files) {
        return inputBlock(ordinal, "b" + ordinal, (long) ordinal * files, files);
    }

    /**
     * What an input has next, if it has only such files: one position for each lumi section.
     *
     * @param suffix of the block's name
     * @param firstFile ordinal of its first file
     */
    public static InputBlock inputBlock(int ordinal, String suffix, long firstFile, int files) {
        List<InputFile> all = new java.util.ArrayList<>();
        for (long file = firstFile; file < firstFile + files; file++) {
            all.add(new InputFile(
                    file,
                    new Lfn("/store/data/Era/Sample/RAW/v1/" + file + ".root"),
                    1_000,
                    10,
                    List.of(new RunLumis(370_000, List.of(new LumiRange(2 * file + 1, 2 * file + 2))))));
        }
        return new InputBlock(
                ordinal,
                new BlockName(RAW + "#" + suffix),
                new TreeSet<>(List.of(RSE, new RseName("T2_CH_CERN"))),
                2 * firstFile,
                2L * files,
                all);
    }

    /** The input's dataset. */
    public static DatasetName input() {
        return RAW;
    }
}
