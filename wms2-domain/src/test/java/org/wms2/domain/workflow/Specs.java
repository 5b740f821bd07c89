package org.wms2.domain.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.cms.ConfigDocument;
import org.wms2.ports.id.ConfigId;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.RequestType;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.request.StepSpec;
import org.wms2.ports.workflow.BlockLimits;
import org.wms2.ports.workflow.MergeLimits;

/** Builds specs for tests: a generator StepChain of one step unless told otherwise. */
final class Specs {
    RequestType type = RequestType.STEP_CHAIN;
    List<Step> steps = new ArrayList<>();
    List<String> whitelist = List.of("T2_CH_CERN");
    List<String> blacklist = List.of();
    List<String> outputs = List.of();
    String unmergedBase = "/store/unmerged";
    Map<ConfigId, ConfigDocument> configs = new HashMap<>();

    /** Adds a step with outputs written as module=TIER or module=TIER/filter. */
    Step step(String name, String... outputs) {
        Step step = new Step();
        step.number = steps.size() + 1;
        step.name = name;
        step.config = "cfg_" + name;
        steps.add(step);
        List<ConfigDocument.Output> modules = new ArrayList<>();
        for (String output : outputs) {
            String[] parts = output.split("[=/]", 3);
            modules.add(new ConfigDocument.Output(parts[0], parts[1], parts.length > 2 ? parts[2] : ""));
        }
        ConfigId id = new ConfigId(step.config);
        configs.put(id, new ConfigDocument(id, "hash_" + name, modules));
        return step;
    }

    RequestSpec spec() {
        return new RequestSpec(
                new RequestName("tester_Spec_1"),
                type,
                "Campaign",
                "tester",
                "PREP-1",
                1000,
                steps.stream().map(Step::spec).toList(),
                10_001,
                101,
                "/store/backfill/1",
                unmergedBase,
                whitelist.stream().map(SiteName::new).toList(),
                blacklist.stream().map(SiteName::new).toList(),
                false,
                false,
                new MergeLimits(1, 1_000_000, 1_000_000),
                new BlockLimits(500, 1_000_000, 1_000_000_000, Duration.ofHours(1)),
                outputs.stream().map(DatasetName::new).toList(),
                Duration.ZERO,
                "",
                "",
                "");
    }

    static LumiMask mask(int run, long first, long last) {
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        runs.put(run, List.of(new LumiRange(first, last)));
        return new LumiMask(runs);
    }

    /** One step's fields; change them at will before {@link Specs#spec}. */
    static final class Step {
        int number;
        String name = "";

        @Nullable
        String config;

        @Nullable
        String inputStep;

        @Nullable
        String inputFrom;

        boolean keep = true;
        List<String> transientModules = List.of();

        @Nullable
        String primary;

        String era = "Era";
        String processing = "Str";
        int version = 19;

        @Nullable
        String input;

        boolean includeParents;
        LumiMask mask = LumiMask.ALL;
        SplittingAlgo splitting = SplittingAlgo.EVENT_BASED;

        @Nullable
        Long events;

        @Nullable
        Long eventsPerJob;

        @Nullable
        Long eventsPerLumi;

        double efficiency = 1;
        double timePerEvent = 40;
        double memory = 2000;
        int cores = 1;

        Step from(String step, String module) {
            inputStep = step;
            inputFrom = module;
            return this;
        }

        StepSpec spec() {
            return new StepSpec(
                    number,
                    name,
                    config == null ? null : new ConfigId(config),
                    inputStep,
                    inputFrom,
                    keep,
                    transientModules,
                    primary,
                    era,
                    processing,
                    version,
                    "CMSSW_15_0_0",
                    List.of("el8_amd64_gcc12"),
                    "GT",
                    input == null ? null : new DatasetName(input),
                    includeParents,
                    List.of(),
                    false,
                    false,
                    mask,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    splitting,
                    events,
                    eventsPerJob,
                    eventsPerLumi,
                    2,
                    8,
                    efficiency,
                    timePerEvent,
                    10,
                    memory,
                    cores);
        }
    }
}
