package org.wms2.server.simulation;

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

/** Documents of ReqMgr2 for simulated requests: each has datasets of its own. */
final class Documents {
    private static final MergeLimits SMALL = new MergeLimits(100_000, 200_000, 1_000_000);
    private static final MergeLimits LARGE = new MergeLimits(1L << 31, 1L << 40, 100_000_000);
    private static final BlockLimits BLOCKS =
            new BlockLimits(500, 25_000_000, 5_000_000_000_000L, Duration.ofHours(10));

    private Documents() {}

    /** A small generator of two steps whose outputs are both kept; 100 events a job, a work unit closes at 200. */
    static RequestSpec twoSteps(String name, int priority, List<SiteName> sites, long events) {
        return spec(
                name,
                RequestType.STEP_CHAIN,
                priority,
                sites,
                List.of(
                        step(
                                name,
                                1,
                                "Gen",
                                "cfg_genout_GEN-SIM",
                                null,
                                null,
                                events,
                                100,
                                null,
                                SplittingAlgo.EVENT_BASED),
                        step(
                                name,
                                2,
                                "Reco",
                                "cfg_recoout_AODSIM",
                                "Gen",
                                "genout",
                                null,
                                100,
                                null,
                                SplittingAlgo.EVENT_BASED)),
                List.of(output(name, "GEN-SIM"), output(name, "AODSIM")),
                SMALL);
    }

    /** A generator of one step for a campaign: its work units close by their number of jobs. */
    static RequestSpec campaign(String name, int priority, List<SiteName> sites, int jobs, int eventsPerJob) {
        return spec(
                name,
                RequestType.STEP_CHAIN,
                priority,
                sites,
                List.of(step(
                        name,
                        1,
                        "Gen",
                        "cfg_genout_GEN-SIM",
                        null,
                        null,
                        (long) jobs * eventsPerJob,
                        eventsPerJob,
                        null,
                        SplittingAlgo.EVENT_BASED)),
                List.of(output(name, "GEN-SIM")),
                LARGE);
    }

    /** Over an input dataset, by files or by lumi sections. */
    static RequestSpec reReco(String name, int priority, List<SiteName> sites, boolean byLumi) {
        SplittingAlgo algo = byLumi ? SplittingAlgo.LUMI_BASED : SplittingAlgo.FILE_BASED;
        return spec(
                name,
                RequestType.RE_RECO,
                priority,
                sites,
                List.of(step(name, 1, "DataProcessing", "cfg_raw_RECO", null, null, null, 100, input(name), algo)),
                List.of(output(name, "RECO")),
                SMALL);
    }

    static DatasetName input(String name) {
        return new DatasetName("/" + name + "/Input-v1/RAW");
    }

    private static DatasetName output(String name, String tier) {
        return new DatasetName("/" + name + "/Era-Str-v1/" + tier);
    }

    private static RequestSpec spec(
            String name,
            RequestType type,
            int priority,
            List<SiteName> sites,
            List<StepSpec> steps,
            List<DatasetName> outputs,
            MergeLimits merges) {
        return new RequestSpec(
                new RequestName(name),
                type,
                "Campaign",
                "simulation",
                null,
                priority,
                steps,
                1,
                1,
                "/store/mc",
                "/store/unmerged",
                sites,
                List.of(),
                false,
                false,
                merges,
                BLOCKS,
                outputs,
                Duration.ZERO,
                "https://config.example/couchdb",
                "reqmgr_config_cache",
                "https://dbs.example/DBSReader");
    }

    private static StepSpec step(
            String request,
            int number,
            String name,
            String config,
            @Nullable String inputStep,
            @Nullable String inputModule,
            @Nullable Long events,
            long eventsPerJob,
            @Nullable DatasetName input,
            SplittingAlgo algo) {
        return new StepSpec(
                number,
                name,
                new ConfigId(config),
                inputStep,
                inputModule,
                true,
                List.of(),
                request,
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
                LumiMask.ALL,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                algo,
                events,
                eventsPerJob,
                eventsPerJob > 100 ? eventsPerJob : 50L,
                1,
                1,
                1.0,
                1.0,
                1.0,
                2000,
                1);
    }
}
