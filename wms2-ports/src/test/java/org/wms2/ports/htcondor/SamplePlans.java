package org.wms2.ports.htcondor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.plan.JobSpec;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.plan.Throttles;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.request.RequestType;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.workflow.BlockLimits;
import org.wms2.ports.workflow.DatasetInfo;
import org.wms2.ports.workflow.GeneratorRange;
import org.wms2.ports.workflow.JobProfile;
import org.wms2.ports.workflow.LumiRules;
import org.wms2.ports.workflow.MergeLimits;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.SitePolicy;
import org.wms2.ports.workflow.SplittingParameters;
import org.wms2.ports.workflow.Workflow;

/** Small plans for tests: a generator of two output modules, of which the second is made from the first. */
public final class SamplePlans {
    /** Events of one job, read and written alike. */
    public static final int EVENTS_PER_JOB = 100;

    private static final int EVENTS_PER_LUMI = 50;
    private static final int RUN = 1;

    private SamplePlans() {}

    /** A generator's plan of one round, attempt 0, version 1, round 0. */
    public static DagPlan generator(String request, int workUnits, int jobsPerWorkUnit) {
        return generator(request, workUnits, jobsPerWorkUnit, 10);
    }

    /** The same, with so many work units under way at once. */
    public static DagPlan generator(String request, int workUnits, int jobsPerWorkUnit, int atOnce) {
        DagHeader header = new DagHeader(
                new DagKey(DagTag.of(new RequestName(request), 1, 0), 0),
                workflow(request, (long) workUnits * jobsPerWorkUnit * EVENTS_PER_JOB),
                1,
                0,
                90_000,
                new Throttles(atOnce, 100, 5, 5),
                Layout.SUBDAG);
        List<WorkUnitPlan> units = new ArrayList<>();
        for (int ordinal = 0; ordinal < workUnits; ordinal++) {
            units.add(unit(request, ordinal, jobsPerWorkUnit));
        }
        return new DagPlan(header, units);
    }

    /** The same plan in another layout. */
    public static DagPlan laidOut(DagPlan plan, Layout layout) {
        DagHeader header = plan.header();
        return new DagPlan(
                new DagHeader(
                        header.key(),
                        header.workflow(),
                        header.processingVersion(),
                        header.round(),
                        header.priority(),
                        header.throttles(),
                        layout),
                plan.workUnits());
    }

    /** The row of a plan's DAG after it has ended with something left to do. */
    public static Dag dag(DagPlan plan, String directory, ClusterId cluster) {
        int units = 0;
        long jobs = 0;
        long events = 0;
        for (WorkUnitPlan unit : plan.workUnits()) {
            units++;
            jobs += unit.jobs().size();
            events += unit.expectedOutputEvents();
        }
        return new Dag(
                plan.header().key(),
                plan.header().workflow().request(),
                plan.header().round(),
                DagStatus.PARTIAL,
                directory,
                plan.header().layout(),
                cluster,
                units,
                jobs,
                events,
                "",
                Instant.EPOCH);
    }

    private static WorkUnitPlan unit(String request, int ordinal, int jobs) {
        List<JobSpec> specs = new ArrayList<>();
        for (int index = 0; index < jobs; index++) {
            long before = (long) ordinal * jobs + index;
            long lumisPerJob = EVENTS_PER_JOB / EVENTS_PER_LUMI;
            EventRange range = new EventRange(
                    RUN,
                    before * EVENTS_PER_JOB + 1,
                    (before + 1) * EVENTS_PER_JOB,
                    before * lumisPerJob + 1,
                    (before + 1) * lumisPerJob);
            specs.add(new JobSpec(index, List.of(), List.of(), range, EVENTS_PER_JOB, EVENTS_PER_JOB, null));
        }
        TreeSet<SiteName> sites = new TreeSet<>(List.of(new SiteName("T2_CH_CERN"), new SiteName("T1_US_FNAL")));
        long events = (long) jobs * EVENTS_PER_JOB;
        return new WorkUnitPlan(
                workUnitId(request, ordinal),
                ordinal,
                specs,
                sites,
                1_500L * events,
                List.of(new Span(ordinal * events, (ordinal + 1) * events)));
    }

    /** A made-up id of the right form, unique to request and ordinal; the domain's are hashes of more. */
    public static WorkUnitId workUnitId(String request, int ordinal) {
        CRC32 sum = new CRC32();
        sum.update((request + "/" + ordinal).getBytes(StandardCharsets.UTF_8));
        StringBuilder letters = new StringBuilder("wu");
        for (int shift = 35; shift >= 0; shift -= 5) {
            letters.append("abcdefghijklmnopqrstuvwxyz234567".charAt((int) (sum.getValue() >> shift) & 31));
        }
        return new WorkUnitId(letters.toString());
    }

    private static Workflow workflow(String request, long events) {
        return new Workflow(
                new RequestName(request),
                RequestType.STEP_CHAIN,
                new SplittingParameters(
                        SplittingAlgo.EVENT_BASED,
                        EVENTS_PER_JOB,
                        EVENTS_PER_LUMI,
                        1,
                        1,
                        false,
                        false,
                        LumiRules.DEFAULT),
                new GeneratorRange(1, 1, events, RUN),
                null,
                1.0,
                new JobProfile(0.001, 500, 1),
                List.of(output("GenSim", "RAWSIMoutput", "GEN-SIM"), output("Digi", "AODSIMoutput", "AODSIM")),
                new MergeLimits(2L << 30, 4L << 30, 100_000_000),
                new BlockLimits(500, 25_000_000, 5_000_000_000_000L, Duration.ofSeconds(66_400)),
                new SitePolicy(List.of(), List.of(), false));
    }

    private static OutputModule output(String step, String module, String tier) {
        DatasetName parent = tier.equals("GEN-SIM") ? null : new DatasetName("/Sample/Era-Test-v1/GEN-SIM");
        return new OutputModule(
                step,
                module,
                new DatasetName("/Sample/Era-Test-v1/" + tier),
                true,
                "/store/unmerged/Era/Sample/" + tier + "/Test-v1",
                "/store/mc/Era/Sample/" + tier + "/Test-v1",
                parent,
                tier.equals("GEN-SIM") ? 1_000 : 500,
                new DatasetInfo("mc", "Era", 1, "CMSSW_14_0_0", "140X_mcRun3_v1", "", null));
    }
}
