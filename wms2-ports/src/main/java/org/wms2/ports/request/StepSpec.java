package org.wms2.ports.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.ConfigId;
import org.wms2.ports.id.DatasetName;

/**
 * One step (StepChain), task (TaskChain) or the only step (ReReco) as the document has it, its own fields first, then
 * the request's. Nulls are fields that the document leaves open and that the domain derives (contracts/cms.md 1.8).
 *
 * @param number counts from 1
 * @param name StepName or TaskName; lexicon {@code [A-Za-z0-9_.-]}
 * @param inputStep name of the step it reads from; null for the first
 * @param inputFromModule output module of that step; null for the first
 * @param keepOutput whether its outputs are merged and registered
 * @param transientModules output modules that are not kept although the step's output is
 * @param filterEfficiency output events per generated event, in (0, 1]
 * @param timePerEvent seconds
 * @param sizePerEvent kilobytes, as ReqMgr2 counts
 * @param memoryMb megabytes, above 0
 * @param cores 1 or more
 */
public record StepSpec(
        int number,
        String name,
        @Nullable ConfigId config,
        @Nullable String inputStep,
        @Nullable String inputFromModule,
        boolean keepOutput,
        List<String> transientModules,
        @Nullable String primaryDataset,
        String acquisitionEra,
        String processingString,
        int processingVersion,
        String cmsswVersion,
        List<String> scramArch,
        String globalTag,
        @Nullable DatasetName inputDataset,
        boolean includeParents,
        List<DatasetName> pileup,
        boolean deterministicPileup,
        boolean lheInputFiles,
        LumiMask lumiMask,
        List<Integer> runWhitelist,
        List<Integer> runBlacklist,
        List<BlockName> blockWhitelist,
        List<BlockName> blockBlacklist,
        SplittingAlgo splitting,
        @Nullable Long requestNumEvents,
        @Nullable Long eventsPerJob,
        @Nullable Long eventsPerLumi,
        int filesPerJob,
        int lumisPerJob,
        double filterEfficiency,
        double timePerEvent,
        double sizePerEvent,
        double memoryMb,
        int cores) {

    public StepSpec {
        transientModules = List.copyOf(transientModules);
        scramArch = List.copyOf(scramArch);
        pileup = List.copyOf(pileup);
        runWhitelist = List.copyOf(runWhitelist);
        runBlacklist = List.copyOf(runBlacklist);
        blockWhitelist = List.copyOf(blockWhitelist);
        blockBlacklist = List.copyOf(blockBlacklist);
    }
}
