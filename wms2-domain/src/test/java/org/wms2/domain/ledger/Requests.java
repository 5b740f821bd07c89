package org.wms2.domain.ledger;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.RequestType;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.store.SampleRows;
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

/** Workflows of one kind or another for tests of the ledger and its views: two kept outputs, one that is not kept. */
public final class Requests {
    public SplittingAlgo algo = SplittingAlgo.LUMI_BASED;
    public long eventsPerJob = 100;
    public long eventsPerLumi = 50;
    public int filesPerJob = 2;
    public int lumisPerJob = 3;
    public LumiRules rules = LumiRules.DEFAULT;
    public LumiMask mask = LumiMask.ALL;
    public List<Integer> runWhitelist = List.of();
    public double efficiency = 1;

    @Nullable
    public GeneratorRange generator;

    /** A generator instead of an input. */
    public Requests generating(long events) {
        algo = SplittingAlgo.EVENT_BASED;
        generator = new GeneratorRange(1, 1, events, 1);
        return this;
    }

    public Workflow make() {
        InputSelection input =
                new InputSelection(SampleRows.input(), List.of(), List.of(), runWhitelist, List.of(), mask, false);
        return new Workflow(
                new RequestName("tester_Audit_1"),
                RequestType.STEP_CHAIN,
                new SplittingParameters(
                        algo, eventsPerJob, eventsPerLumi, filesPerJob, lumisPerJob, false, false, rules),
                generator,
                generator == null ? input : null,
                efficiency,
                new JobProfile(2, 1000, 1),
                List.of(
                        output("big", SampleRows.AOD, true),
                        output("dropped", new DatasetName("/Sample/Era-Test-v1/RECO"), false),
                        output("small", SampleRows.MINI, true)),
                new MergeLimits(1, 1_000_000, 1_000_000),
                new BlockLimits(500, 1_000_000, 1_000_000_000, Duration.ofHours(1)),
                new SitePolicy(List.of(), List.of(), false));
    }

    private static OutputModule output(String module, DatasetName dataset, boolean kept) {
        return new OutputModule(
                "step",
                module,
                dataset,
                kept,
                "/store/unmerged/" + module,
                "/store/data/" + module,
                null,
                1_000,
                new DatasetInfo("data", "Era", 1, "CMSSW_15_0_0", "GT", "hash", null));
    }
}
