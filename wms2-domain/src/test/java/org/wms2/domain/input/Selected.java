package org.wms2.domain.input;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.workflow.InputSelection;
import org.wms2.ports.workflow.LumiRules;
import org.wms2.ports.workflow.SplittingParameters;
import org.wms2.ports.workflow.Workflow;

/** What a request selects of the catalogue's dataset, to be set field by field; lumi section by lumi section. */
final class Selected {
    SplittingAlgo algo = SplittingAlgo.LUMI_BASED;
    List<BlockName> blockWhitelist = List.of();
    List<BlockName> blockBlacklist = List.of();
    List<Integer> runWhitelist = List.of();
    List<Integer> runBlacklist = List.of();
    LumiMask mask = LumiMask.ALL;
    boolean parents;

    @Nullable
    Integer maxFiles;

    @Nullable
    Long maxEvents;

    static LumiMask mask(int run, long first, long last) {
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        runs.put(run, List.of(new LumiRange(first, last)));
        return new LumiMask(runs);
    }

    Workflow workflow() {
        Workflow sample = SampleRows.workflow("kept");
        return new Workflow(
                sample.request(),
                sample.type(),
                new SplittingParameters(algo, 100, 100, 2, 3, false, false, LumiRules.DEFAULT),
                null,
                new InputSelection(
                        FakeCatalogue.DATASET,
                        blockWhitelist,
                        blockBlacklist,
                        runWhitelist,
                        runBlacklist,
                        mask,
                        parents),
                sample.filterEfficiency(),
                sample.profile(),
                sample.outputs(),
                sample.mergeLimits(),
                sample.blockLimits(),
                sample.sites());
    }

    RequestOptions caps() {
        return new RequestOptions(
                null, null, null, maxFiles, maxEvents, false, List.of(), CleanupPolicy.KEEP_UNTIL_REPLACED);
    }

    KeptInput of(FakeCatalogue catalogue) {
        return new KeptInput(catalogue, workflow(), caps());
    }
}
