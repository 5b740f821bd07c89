package org.wms2.domain;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.ConfigId;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.RequestType;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.request.StepSpec;
import org.wms2.ports.workflow.BlockLimits;
import org.wms2.ports.workflow.MergeLimits;

/** Request specs for lifecycle tests: two steps, GEN-SIM and AODSIM, both kept. */
public final class Specs {
    public static final DatasetName GEN_SIM = new DatasetName("/Primary/Era-Str-v1/GEN-SIM");
    public static final DatasetName AODSIM = new DatasetName("/Primary/Era-Str-v1/AODSIM");
    public static final DatasetName RECO = new DatasetName("/Primary/Era-Str-v1/RECO");
    public static final DatasetName INPUT = new DatasetName("/Primary/Input-v1/RAW");

    private Specs() {}

    /** A generator of events in jobs of 100; a work unit closes at 200 events. */
    public static RequestSpec generator(String name, long events) {
        return spec(
                name,
                RequestType.STEP_CHAIN,
                List.of(
                        step(1, "Gen", "genout", null, null, events, null, SplittingAlgo.EVENT_BASED),
                        step(2, "Reco", "recoout", "Gen", "genout", null, null, SplittingAlgo.EVENT_BASED)),
                List.of(GEN_SIM, AODSIM));
    }

    /** A ReReco over the input dataset, one file a job. */
    public static RequestSpec reReco(String name) {
        return spec(
                name,
                RequestType.RE_RECO,
                List.of(step(1, "DataProcessing", "raw", null, null, null, INPUT, SplittingAlgo.FILE_BASED)),
                List.of(RECO));
    }

    /** A ReReco of the lumi sections of a mask, one a job; its input may grow until it has not for the given time. */
    public static RequestSpec byLumi(String name, LumiMask mask, Duration openRunningTimeout) {
        return spec(
                name,
                RequestType.RE_RECO,
                List.of(step(1, "DataProcessing", "raw", null, null, null, INPUT, SplittingAlgo.LUMI_BASED, mask)),
                List.of(RECO),
                openRunningTimeout);
    }

    private static RequestSpec spec(String name, RequestType type, List<StepSpec> steps, List<DatasetName> outputs) {
        return spec(name, type, steps, outputs, Duration.ZERO);
    }

    private static RequestSpec spec(
            String name,
            RequestType type,
            List<StepSpec> steps,
            List<DatasetName> outputs,
            Duration openRunningTimeout) {
        return new RequestSpec(
                new RequestName(name),
                type,
                "Campaign",
                "tester",
                null,
                1000,
                steps,
                1,
                1,
                "/store/mc",
                "/store/unmerged",
                List.of(new SiteName("T2_CH_CERN"), new SiteName("T1_US_FNAL")),
                List.of(),
                false,
                false,
                new MergeLimits(100_000, 200_000, 1_000_000),
                new BlockLimits(500, 25_000_000, 5_000_000_000_000L, Duration.ofHours(10)),
                outputs,
                openRunningTimeout,
                "https://config.example/couchdb",
                "reqmgr_config_cache",
                "https://dbs.example/DBSReader");
    }

    private static StepSpec step(
            int number,
            String name,
            String config,
            @Nullable String inputStep,
            @Nullable String inputModule,
            @Nullable Long events,
            @Nullable DatasetName input,
            SplittingAlgo algo) {
        return step(number, name, config, inputStep, inputModule, events, input, algo, LumiMask.ALL);
    }

    private static StepSpec step(
            int number,
            String name,
            String config,
            @Nullable String inputStep,
            @Nullable String inputModule,
            @Nullable Long events,
            @Nullable DatasetName input,
            SplittingAlgo algo,
            LumiMask mask) {
        return new StepSpec(
                number,
                name,
                new ConfigId("cfg_" + config),
                inputStep,
                inputModule,
                true,
                List.of(),
                "Primary",
                "Era",
                "Str",
                1,
                "CMSSW_14_0_0",
                List.of("el9_amd64_gcc12"),
                "GT_V1",
                input,
                false,
                List.of(),
                false,
                false,
                mask,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                algo,
                events,
                100L,
                50L,
                1,
                1,
                1.0,
                1.0,
                1.0,
                2000,
                1);
    }
}
