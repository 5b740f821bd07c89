package org.wms2.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wms2.condor.dag.DagDirectory;
import org.wms2.condor.dag.DagSettings;
import org.wms2.condor.dag.SyntheticPayload;
import org.wms2.domain.planning.CapacitySettings;
import org.wms2.domain.planning.Footprint;
import org.wms2.domain.planning.LayoutChoice;
import org.wms2.domain.planning.Planner;
import org.wms2.domain.planning.PlanningSettings;
import org.wms2.domain.planning.RoundInput;
import org.wms2.domain.planning.RoundPlan;
import org.wms2.domain.planning.RoundRequest;
import org.wms2.domain.planning.SiteView;
import org.wms2.ports.cms.SiteMap;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.plan.Throttles;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.workflow.InputSelection;
import org.wms2.ports.workflow.LumiRules;
import org.wms2.ports.workflow.SplittingParameters;
import org.wms2.ports.workflow.Workflow;

/** What the capacity check predicts of a submit directory, held against what the writer writes. */
class FootprintTest {
    private static final Percentage A_FEW = Percentage.withPercentage(3);

    @TempDir
    private Path temp;

    private static SiteView sites() {
        TreeMap<RseName, java.util.SortedSet<SiteName>> map = new TreeMap<>();
        for (String site : List.of("T1_US_FNAL", "T2_CH_CERN", "T2_DE_DESY", "T2_US_Nebraska")) {
            map.put(new RseName(site + "_Disk"), new TreeSet<>(List.of(new SiteName(site))));
        }
        return new SiteView(new SiteMap(map), new TreeMap<>());
    }

    private static Planner planner(LayoutChoice layout) {
        CapacitySettings d = CapacitySettings.DEFAULT;
        return new Planner(new PlanningSettings(
                50,
                40,
                new Throttles(20, 1_000, 10, 10),
                new CapacitySettings(
                        layout,
                        d.maxMemoryBytes(),
                        d.maxBytes(),
                        d.maxIdleJobs(),
                        d.idlePerDagman(),
                        d.submitsPerSecond())));
    }

    private void written(RoundPlan plan) throws IOException {
        assertThat(plan).isInstanceOf(RoundPlan.Ready.class);
        RoundPlan.Ready ready = (RoundPlan.Ready) plan;
        Footprint predicted = ready.capacity().footprints().getFirst();
        DagDirectory files =
                new DagDirectory(DagSettings.of(temp.resolve("submit"), SyntheticPayload.at(Path.of("/storage"))));
        Path directory = Path.of(files.write(ready.plan(), DagFiles.UNFENCED).directory());
        long bytes = 0;
        long descriptions = 0;
        long count = 0;
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.toList()) {
                count++;
                long size = Files.isRegularFile(path) ? Files.size(path) : 0;
                bytes += size;
                descriptions += path.endsWith("work_unit.json") ? size : 0;
            }
        }
        assertThat(ready.capacity().size().descriptionBytes())
                .as("bytes of job descriptions, of %s jobs in %s work units", ready.jobs(), ready.workUnits())
                .isCloseTo(descriptions, A_FEW);
        assertThat(predicted.bytes()).as("bytes of %s", predicted.layout()).isCloseTo(bytes, A_FEW);
        assertThat(predicted.files()).as("files of %s", predicted.layout()).isCloseTo(count, within(2L));
    }

    @ParameterizedTest
    @EnumSource(value = LayoutChoice.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void aGeneratorsDirectoryIsPredicted(LayoutChoice layout) throws IOException {
        Workflow workflow = SamplePlans.generator("predicted", 40, 50).header().workflow();
        RoundInput input = RoundInput.of(workflow.generation().orElseThrow(), List.of());
        written(planner(layout).round(new RoundRequest(workflow, 1, 0, 0, 90_000), input, sites()));
    }

    @ParameterizedTest
    @EnumSource(value = LayoutChoice.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void theDirectoryOfJobsThatReadFilesIsPredicted(LayoutChoice layout) throws IOException {
        written(planner(layout).round(new RoundRequest(reading(Map.of()), 1, 0, 0, 90_000), blocks(), sites()));
    }

    @Test
    void masksCountToo() throws IOException {
        Map<Integer, List<LumiRange>> mask = Map.of(380_001, List.of(new LumiRange(1, 3), new LumiRange(5, 9_000)));
        written(planner(LayoutChoice.AUTO).round(new RoundRequest(reading(mask), 1, 0, 0, 90_000), blocks(), sites()));
    }

    /** 1,000 files of ten lumi sections. */
    private static RoundInput blocks() {
        List<InputFile> files = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String lfn = "/store/data/Run2024C/JetMET0/RAW/v1/000/380/001/00000/3f2a8c1e-5b7d-4e9f-8a6b-%012x.root"
                    .formatted(i);
            LumiRange lumis = new LumiRange(i * 10L + 1, i * 10L + 10);
            files.add(new InputFile(
                    i, new Lfn(lfn), 3_600_000_000L + i, 1_000, List.of(new RunLumis(380_001, List.of(lumis)))));
        }
        InputBlock block = new InputBlock(
                0,
                new BlockName("/JetMET0/Run2024C-v1/RAW#00000000-0000-0000-0000-000000000000"),
                new TreeSet<>(List.of(new RseName("T1_US_FNAL_Disk"), new RseName("T2_CH_CERN_Disk"))),
                0,
                10_000,
                files);
        return new RoundInput(10_000, List.of(), within -> List.of(block));
    }

    private static Workflow reading(Map<Integer, List<LumiRange>> mask) {
        Workflow w = SamplePlans.generator("reading", 1, 1).header().workflow();
        return new Workflow(
                w.request(),
                w.type(),
                new SplittingParameters(SplittingAlgo.LUMI_BASED, 1_000, 100, 1, 7, false, false, LumiRules.DEFAULT),
                null,
                new InputSelection(
                        new DatasetName("/JetMET0/Run2024C-v1/RAW"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new LumiMask(new TreeMap<>(mask)),
                        false),
                w.filterEfficiency(),
                w.profile(),
                w.outputs(),
                w.mergeLimits(),
                w.blockLimits(),
                w.sites());
    }
}
