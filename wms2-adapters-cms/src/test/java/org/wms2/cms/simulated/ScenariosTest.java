package org.wms2.cms.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.wms2.ports.cms.ConfigDocument;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.DbsBlock;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.request.StepSpec;

/** What the demos are: each good one can be imported, each bad one is refused for one reason. */
class ScenariosTest {

    private final SimulatedCms cms = SimulatedCms.inMemory(InstantSource.system(), Duration.ofSeconds(2));

    @ParameterizedTest
    @FieldSource("org.wms2.cms.simulated.Scenario#NAMES")
    void everyScenarioSaysWhatItIsAndHasItsConfigurations(String scenario) {
        RequestName name = new RequestName(scenario + "-20261124T000000");

        cms.content().create(scenario, name);

        assertThat(Scenario.find(scenario)).hasValueSatisfying(s -> {
            assertThat(s.name()).isEqualTo(scenario);
            assertThat(s.about()).isNotEmpty();
            assertThat(s.refusedFor().isEmpty()).isEqualTo(!scenario.contains("bad"));
        });
        assertThat(cms.document(name.value()))
                .hasValueSatisfying(d -> assertThat(d).doesNotContain("@"));
        if (!List.of("demo-bad-splitting", "demo-bad-events").contains(scenario)) {
            RequestSpec spec = spec(name);
            for (StepSpec step : spec.steps()) {
                Optional<ConfigDocument> config = cms.configCache()
                        .find(spec.configCacheUrl(), spec.configCacheDatabase(), Objects.requireNonNull(step.config()));
                assertThat(config)
                        .hasValueSatisfying(c -> assertThat(c.outputs()).isNotEmpty());
            }
        }
    }

    @Test
    void aNewNameMakesNewOutputs() {
        RequestName first = new RequestName("demo-gen-1");
        RequestName second = new RequestName("demo-gen-2");
        cms.content().create("demo-gen", first);
        cms.content().create("demo-gen", second);

        assertThat(spec(first).outputDatasets())
                .doesNotContainAnyElementsOf(spec(second).outputDatasets());
        assertThatThrownBy(() -> cms.content().create("demo-gen", first))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("already");
        assertThatThrownBy(() -> cms.content().create("demo-nothing", first))
                .hasMessageContaining("there is no scenario demo-nothing");
    }

    @Test
    void theGeneratorMakesFourWorkUnitsOfFourJobs() {
        RequestName name = new RequestName("demo-gen-3");
        cms.content().create("demo-gen", name);
        RequestSpec spec = spec(name);
        StepSpec first = spec.firstStep();

        double generated = Objects.requireNonNull(first.requestNumEvents()) / first.filterEfficiency();
        double bytesPerJob =
                Objects.requireNonNull(first.eventsPerJob()) * first.sizePerEvent() * 1024 * first.filterEfficiency();
        assertThat(generated / Objects.requireNonNull(first.eventsPerJob())).isEqualTo(16);
        assertThat(Math.ceil(spec.mergeLimits().maxBytes() / bytesPerJob)).isEqualTo(4);
        assertThat(spec.steps().stream().filter(StepSpec::keepOutput)).hasSize(4);
        assertThat(spec.steps()).hasSize(5);
    }

    @Test
    void theReRecoReadsFilesOfThreeGroupsOfSitesInAboutFiftyJobs() {
        RequestName name = new RequestName("demo-rereco-1");
        cms.content().create("demo-rereco", name);
        StepSpec step = spec(name).firstStep();
        List<DbsBlock> blocks = blocks(step);

        assertThat(step.splitting()).isEqualTo(SplittingAlgo.LUMI_BASED);
        assertThat(blocks).hasSize(4);
        assertThat(blocks.stream().mapToLong(DbsBlock::files).sum()).isEqualTo(35);
        assertThat(cms.rucio()
                        .replicas(blocks.stream().map(DbsBlock::name).toList())
                        .values())
                .extracting(ScenariosTest::names)
                .contains(
                        List.of("T1_US_FNAL_Disk", "T2_CH_CERN"),
                        List.of("T2_DE_DESY"),
                        List.of("T2_DE_DESY", "T2_US_Nebraska"));
        long jobs = blocks.stream()
                .mapToLong(block -> Math.ceilDiv(
                        files(block).stream()
                                .flatMap(f -> lumis(f, step).stream())
                                .filter(good -> good)
                                .count(),
                        step.lumisPerJob()))
                .sum();
        assertThat(jobs).isBetween(40L, 60L);
        assertThat(cms.content().datasets())
                .singleElement()
                .satisfies(d -> assertThat(d.madeUp()).isFalse());
    }

    @Test
    void theLumiListOfTheReRecoCutsIntoFilesEveryWay() {
        RequestName name = new RequestName("demo-rereco-2");
        cms.content().create("demo-rereco", name);
        StepSpec step = spec(name).firstStep();
        List<DbsFile> files =
                blocks(step).stream().flatMap(b -> files(b).stream()).toList();
        List<String> patterns = files.stream()
                .map(f -> lumis(f, step).stream().map(good -> good ? "x" : "-").collect(Collectors.joining()))
                .toList();

        assertThat(patterns)
                .as("whole, start, middle, end and all of a file, and a run in the middle of a file")
                .contains("xxxxx", "--xxx", "xx-xx", "xxxx-", "-----", "xx---");
        assertThat(files)
                .as("a run that is out entirely, in files of its own and in one with another run")
                .filteredOn(f -> f.runs().stream().anyMatch(r -> r.run() == 380014))
                .hasSize(4)
                .anyMatch(f -> f.runs().size() == 2);
        assertThat(step.lumiMask().runs()).doesNotContainKey(380014);
        assertThat(files.stream()
                        .flatMap(f -> f.runs().stream())
                        .mapToLong(RunLumis::size)
                        .sum())
                .as("no lumi section is in two files")
                .isEqualTo(files.stream()
                        .flatMap(f -> f.runs().stream())
                        .flatMap(r -> r.lumis().stream()
                                .flatMap(l -> LongStream.rangeClosed(l.first(), l.last())
                                        .mapToObj(n -> r.run() + ":" + n)))
                        .distinct()
                        .count());
    }

    @Test
    void theEventAwareReRecoHasFilesOfFewAndOfManyEvents() {
        RequestName name = new RequestName("demo-rereco-eal-1");
        cms.content().create("demo-rereco-eal", name);
        StepSpec step = spec(name).firstStep();
        List<DbsFile> files =
                blocks(step).stream().flatMap(b -> files(b).stream()).toList();

        assertThat(step.splitting()).isEqualTo(SplittingAlgo.EVENT_AWARE_LUMI_BASED);
        assertThat(files).hasSize(9).extracting(DbsFile::events).contains(60L, 630L);
        assertThat(files).filteredOn(f -> f.runs().isEmpty()).hasSize(1);
        assertThat(step.runBlacklist()).containsExactly(380023);
    }

    @Test
    void theOpenOnesDatasetIsItsOwnAndMayGrow() {
        RequestName first = new RequestName("demo-open-1");
        RequestName second = new RequestName("demo-open-2");
        cms.content().create("demo-open", first);
        cms.content().create("demo-open", second);
        List<DbsBlock> blocks = blocks(spec(first).firstStep());

        assertThat(spec(first).openRunningTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(blocks.stream().mapToLong(DbsBlock::files).sum()).isEqualTo(8);

        cms.input().addFiles(blocks.getFirst().name(), List.of(), List.of(NewFile.of(380031, 13, 15, 150, 3_000_000)));

        assertThat(blocks(spec(first).firstStep()).stream()
                        .mapToLong(DbsBlock::files)
                        .sum())
                .isEqualTo(9);
        assertThat(blocks(spec(second).firstStep()).stream()
                        .mapToLong(DbsBlock::files)
                        .sum())
                .isEqualTo(8);
    }

    @Test
    void eachBadOneIsRefusedForItsOneReason() {
        Dbs dbs = cms.dbs();
        RequestName name = new RequestName("bad");
        cms.content().create("demo-bad-input", name);
        assertThat(dbs.dataset(Objects.requireNonNull(spec(name).firstStep().inputDataset())))
                .isEmpty();

        RequestName splitting = new RequestName("bad2");
        cms.content().create("demo-bad-splitting", splitting);
        assertThatThrownBy(() -> spec(splitting))
                .isInstanceOf(InputRefusedException.class)
                .hasMessageStartingWith("SplittingAlgo: found 'SiteBased'");

        RequestName events = new RequestName("bad3");
        cms.content().create("demo-bad-events", events);
        assertThatThrownBy(() -> spec(events))
                .isInstanceOf(InputRefusedException.class)
                .hasMessageStartingWith("Step1.RequestNumEvents: found '0'");
    }

    private List<DbsBlock> blocks(StepSpec step) {
        return cms.dbs().blocks(Objects.requireNonNull(step.inputDataset()));
    }

    private List<DbsFile> files(DbsBlock block) {
        return cms.dbs().files(block.name());
    }

    /** Whether the mask accepts each lumi section of a file. */
    private static List<Boolean> lumis(DbsFile file, StepSpec step) {
        List<Boolean> good = new ArrayList<>();
        for (RunLumis run : file.runs()) {
            for (LumiRange range : run.lumis()) {
                for (long lumi = range.first(); lumi <= range.last(); lumi++) {
                    good.add(step.lumiMask().accepts(run.run(), lumi));
                }
            }
        }
        return good;
    }

    private RequestSpec spec(RequestName name) {
        return cms.reqMgr2().find(name).orElseThrow().spec();
    }

    private static List<String> names(SortedSet<RseName> rses) {
        return new TreeSet<>(rses).stream().map(RseName::value).toList();
    }
}
