package org.wms2.domain.planning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.splitting.Inputs;
import org.wms2.domain.splitting.Splitters;
import org.wms2.ports.cms.SiteMap;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.Span;
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

/** Workflows and sites for planner tests: kept outputs of 1,000 and 10 bytes per event. */
final class Workflows {
    SplittingAlgo algo = SplittingAlgo.FILE_BASED;
    long eventsPerJob = 100;
    long eventsPerLumi = 50;
    int filesPerJob = 2;
    int lumisPerJob = 3;
    boolean deterministic;
    LumiRules rules = LumiRules.DEFAULT;

    @Nullable
    GeneratorRange generator;

    LumiMask mask = LumiMask.ALL;
    double efficiency = 1;
    long maxMergeBytes = 1_000_000;
    List<String> whitelist = List.of();
    List<String> blacklist = List.of();
    boolean trust;

    Workflow make() {
        InputSelection input = new InputSelection(
                new DatasetName(Inputs.DATASET), List.of(), List.of(), List.of(), List.of(), mask, false);
        return new Workflow(
                new RequestName("tester_Plan_1"),
                RequestType.STEP_CHAIN,
                new SplittingParameters(
                        algo, eventsPerJob, eventsPerLumi, filesPerJob, lumisPerJob, false, deterministic, rules),
                generator,
                generator == null ? input : null,
                efficiency,
                new JobProfile(2, 1000, 1),
                List.of(output("big", 1_000, true), output("dropped", 100_000, false), output("small", 10, true)),
                new MergeLimits(1, maxMergeBytes, 1_000_000),
                new BlockLimits(500, 1_000_000, 1_000_000_000, Duration.ofHours(1)),
                new SitePolicy(sites(whitelist), sites(blacklist), trust));
    }

    /** All of the blocks to plan. */
    RoundInput input(List<InputBlock> blocks) {
        return input(blocks, List.of());
    }

    /** What is left of the blocks, with the positions that this workflow's splitter gives them. */
    RoundInput input(List<InputBlock> blocks, List<Span> taken) {
        Workflow workflow = make();
        if (workflow.generation().isPresent()) {
            return RoundInput.of(workflow.generation().get(), taken);
        }
        List<InputBlock> placed = new ArrayList<>();
        long position = 0;
        for (InputBlock block : blocks) {
            long positions = Splitters.units(workflow).positions(block.files());
            placed.add(new InputBlock(block.ordinal(), block.name(), block.rses(), position, positions, block.files()));
            position += positions;
        }
        return new RoundInput(position, taken, within -> placed);
    }

    private static OutputModule output(String module, double bytesPerEvent, boolean kept) {
        return new OutputModule(
                "step",
                module,
                new DatasetName("/Primary/Era-" + module + "-v1/AOD"),
                kept,
                "/store/unmerged/" + module,
                "/store/data/" + module,
                null,
                bytesPerEvent,
                new DatasetInfo("data", "Era", 1, "CMSSW_15_0_0", "GT", "hash", null));
    }

    private static List<SiteName> sites(List<String> names) {
        return names.stream().map(SiteName::new).toList();
    }

    /** Four RSEs and the sites that they serve, some excluded. */
    static SiteView view(String... excluded) {
        TreeMap<RseName, SortedSet<SiteName>> map = new TreeMap<>();
        map.put(new RseName("T1_US_FNAL_Disk"), new TreeSet<>(sites(List.of("T1_US_FNAL"))));
        map.put(new RseName("T2_CH_CERN"), new TreeSet<>(sites(List.of("T2_CH_CERN", "T2_CH_CERN_HLT"))));
        map.put(new RseName("T2_DE_DESY"), new TreeSet<>(sites(List.of("T2_DE_DESY"))));
        map.put(new RseName("T2_US_Nebraska"), new TreeSet<>(sites(List.of("T2_US_Nebraska"))));
        TreeMap<SiteName, String> out = new TreeMap<>();
        for (String site : excluded) {
            out.put(new SiteName(site), "draining");
        }
        return new SiteView(new SiteMap(map), out);
    }
}
