package org.wms2.domain.bench;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.RequestType;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.workflow.BlockLimits;
import org.wms2.ports.workflow.DatasetInfo;
import org.wms2.ports.workflow.GeneratorRange;
import org.wms2.ports.workflow.InputSelection;
import org.wms2.ports.workflow.JobProfile;
import org.wms2.ports.workflow.LumiRules;
import org.wms2.ports.workflow.MergeLimits;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.SitePolicy;
import org.wms2.ports.workflow.SplittingParameters;
import org.wms2.ports.workflow.Workflow;

/** How a dataset is cut: 5 files, 1,000 events or 10 lumi sections of 100 events a job. */
public enum Cut {
    FILE_BASED(SplittingAlgo.FILE_BASED, "FileBased, 5 files a job", 60_000),
    FILE_BASED_MASKED(SplittingAlgo.FILE_BASED, "FileBased, with a lumi mask", 3_300),
    EVENT_BASED(SplittingAlgo.EVENT_BASED, "EventBased, 1,000 events a job", 44_000),
    LUMI_BASED(SplittingAlgo.LUMI_BASED, "LumiBased, 10 lumi sections a job", 26_000),
    LUMI_BASED_MASKED(SplittingAlgo.LUMI_BASED, "LumiBased, with a lumi mask", 18_000),
    LUMI_BASED_CORRECTED(SplittingAlgo.LUMI_BASED, "LumiBased, with lumi correction", 20_000),
    EVENT_AWARE_LUMI_BASED(SplittingAlgo.EVENT_AWARE_LUMI_BASED, "EventAwareLumiBased, 1,000 events a job", 24_000),
    GENERATOR(SplittingAlgo.EVENT_BASED, "generator, 1,000 events a job", 57_000);

    private final SplittingAlgo algo;
    private final String title;
    private final int wmcoreRate;

    Cut(SplittingAlgo algo, String title, int wmcoreRate) {
        this.algo = algo;
        this.title = title;
        this.wmcoreRate = wmcoreRate;
    }

    /** For a table. */
    String title() {
        return title;
    }

    /** Jobs per second of WMCore's same rule on the first 10,000 of the same files; docs/benchmarks.md says how. */
    int wmcoreRate() {
        return wmcoreRate;
    }

    /** A request that cuts the dataset in this way; a generator makes two jobs for each of its files. */
    Workflow workflow(Dataset dataset) {
        boolean masked = this == FILE_BASED_MASKED || this == LUMI_BASED_MASKED;
        LumiRules rules = new LumiRules(false, true, this == LUMI_BASED_CORRECTED, LumiRules.DEFAULT.jobTimeLimit());
        @Nullable
        GeneratorRange range = this == GENERATOR ? new GeneratorRange(1, 1, 2_000L * dataset.files(), 1) : null;
        InputSelection input = new InputSelection(
                new DatasetName(Dataset.NAME),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                masked ? dataset.mask() : LumiMask.ALL,
                false);
        return new Workflow(
                new RequestName("bench_Plan_1"),
                RequestType.RE_RECO,
                new SplittingParameters(algo, 1_000, 100, 5, 10, false, false, rules),
                range,
                range == null ? input : null,
                1,
                new JobProfile(2, 2_000, 1),
                List.of(new OutputModule(
                        "step",
                        "RECOoutput",
                        new DatasetName("/Bench/Run2026A-Bench-v1/RECO"),
                        true,
                        "/store/unmerged/bench",
                        "/store/data/bench",
                        null,
                        100_000,
                        new DatasetInfo("data", "Run2026A", 1, "CMSSW_15_0_0", "GT", "hash", null))),
                new MergeLimits(2_147_483_648L, 4_294_967_296L, 100_000_000),
                new BlockLimits(500, 1_000_000, 1_000_000_000, Duration.ofHours(1)),
                new SitePolicy(List.of(), List.of(), false));
    }
}
