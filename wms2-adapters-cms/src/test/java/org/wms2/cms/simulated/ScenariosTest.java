package org.wms2.cms.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.wms2.ports.cms.ConfigDocument;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.DbsBlock;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
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
    void theReRecoReadsFilesOfTwoGroupsOfSitesAndMasksSomeLumis() {
        RequestName name = new RequestName("demo-rereco-1");
        cms.content().create("demo-rereco", name);
        StepSpec step = spec(name).firstStep();
        DatasetName input = Objects.requireNonNull(step.inputDataset());
        List<DbsBlock> blocks = cms.dbs().blocks(input);

        assertThat(step.splitting()).isEqualTo(SplittingAlgo.FILE_BASED);
        assertThat(blocks).hasSize(4);
        assertThat(blocks.stream().mapToLong(DbsBlock::files).sum()).isEqualTo(32);
        assertThat(cms.rucio()
                        .replicas(blocks.stream().map(DbsBlock::name).toList())
                        .values())
                .allSatisfy(rses -> assertThat(rses).isNotEmpty())
                .extracting(ScenariosTest::names)
                .contains(List.of("T1_US_FNAL_Disk", "T2_CH_CERN"), List.of("T2_DE_DESY"));
        assertThat(step.lumiMask().accepts(380003, 14)).isTrue();
        assertThat(step.lumiMask().accepts(380003, 15)).isFalse();
        assertThat(cms.content().datasets())
                .singleElement()
                .satisfies(d -> assertThat(d.madeUp()).isFalse());
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

    private RequestSpec spec(RequestName name) {
        return cms.reqMgr2().find(name).orElseThrow().spec();
    }

    private static List<String> names(SortedSet<RseName> rses) {
        return new TreeSet<>(rses).stream().map(RseName::value).toList();
    }
}
