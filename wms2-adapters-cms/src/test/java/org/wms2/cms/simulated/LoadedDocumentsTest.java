package org.wms2.cms.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.wms2.cms.SharedPapers;
import org.wms2.ports.cms.DbsBlock;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.NotYetException;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.StepSpec;

/** Documents loaded from files, and the input that is made up for them. */
class LoadedDocumentsTest {

    private static final String OWN = """
            {"requests": [
              {"afterAssignment": {"RequestName": "own_one", "RequestType": "ReReco", "RequestStatus": "assigned",
                "AcquisitionEra": "Era", "CMSSWVersion": "CMSSW_15_0_1", "ScramArch": ["el8_amd64_gcc12"],
                "GlobalTag": "150X_v1", "ConfigCacheID": "cfg", "SiteWhitelist": ["T2_DE_DESY"],
                "InputDataset": "/Own/Era-v1/RAW", "LumiList": {"380001": [[5, 40], [50, 60]]},
                "BlockWhitelist": ["/Own/Era-v1/RAW#one", "/Own/Era-v1/RAW#two"]},
               "configCacheOutputModules": {"cfg": {"AODoutput": ["AOD", ""]}}},
              {"afterAssignment": {"own_two": {"RequestName": "own_two", "RequestType": "DQMHarvest",
                "RequestStatus": "assigned"}}, "configCacheOutputModules": {}},
              {"note": "a request that the server refused has no afterAssignment"}
            ]}
            """;

    private final SimulatedCms cms = SimulatedCms.inMemory(InstantSource.system(), Duration.ofSeconds(2));

    @Test
    void bareDocumentsAndThoseByNameAreTaken() {
        assertThat(cms.content().load(OWN, Optional.empty(), Optional.empty())).containsExactly("own_one", "own_two");

        assertThat(cms.reqMgr2().find(new RequestName("own_one"))).isPresent();
        assertThatThrownBy(() -> cms.reqMgr2().find(new RequestName("own_two"))).isInstanceOf(NotYetException.class);
    }

    @Test
    void oneCanBeTakenUnderAnotherName() {
        assertThat(cms.content().load(OWN, Optional.of("own_one"), Optional.of("trial")))
                .containsExactly("trial");

        assertThat(cms.reqMgr2().find(new RequestName("trial")))
                .hasValueSatisfying(d -> assertThat(d.spec().name().value()).isEqualTo("trial"));
        assertThat(cms.reqMgr2().find(new RequestName("own_one"))).isEmpty();
        assertThatThrownBy(() -> cms.content().load(OWN, Optional.of("nobody"), Optional.empty()))
                .isInstanceOf(InputRefusedException.class);
        assertThatThrownBy(() -> cms.content().load(OWN, Optional.empty(), Optional.of("both")))
                .isInstanceOf(InputRefusedException.class);
        assertThatThrownBy(() -> cms.content().load("{", Optional.empty(), Optional.empty()))
                .isInstanceOf(InputRefusedException.class);
    }

    @Test
    void madeUpInputHasTheRequestsBlocksRunsAndLumisAndIsTheSameEveryTime() {
        cms.content().load(OWN, Optional.empty(), Optional.empty());
        DatasetName input = new DatasetName("/Own/Era-v1/RAW");
        List<DbsBlock> blocks = cms.dbs().blocks(input);

        assertThat(blocks)
                .extracting(b -> b.name().value())
                .containsExactly("/Own/Era-v1/RAW#one", "/Own/Era-v1/RAW#two");
        checkSane(input);
        assertThat(cms.dbs().files(blocks.getFirst().name()))
                .allSatisfy(f ->
                        assertThat(f.runs()).allSatisfy(r -> assertThat(r.run()).isEqualTo(380001)));
        assertThat(cms.rucio()
                        .replicas(blocks.stream().map(DbsBlock::name).toList())
                        .values())
                .allSatisfy(rses -> assertThat(rses).contains(new RseName("T2_DE_DESY")));

        SimulatedCms other = SimulatedCms.inMemory(InstantSource.system(), Duration.ofSeconds(2));
        other.content().load(OWN, Optional.empty(), Optional.empty());
        cms.content().load(OWN, Optional.empty(), Optional.empty());

        assertThat(cms.dbs().blocks(input))
                .isEqualTo(blocks)
                .isEqualTo(other.dbs().blocks(input));
        assertThat(cms.content().datasets())
                .singleElement()
                .satisfies(d -> assertThat(d.madeUp()).isTrue());
    }

    @Test
    void allRecordedDocumentsGetASaneInput() throws IOException {
        Optional<JsonNode> fixtures = SharedPapers.data("request-fixtures.json");
        if (fixtures.isEmpty()) {
            return;
        }
        List<String> names = cms.content().load(fixtures.get().toString(), Optional.empty(), Optional.empty());
        int inputs = 0;
        for (String name : names) {
            if (name.contains("DQMHarvest")) {
                continue;
            }
            for (StepSpec step : cms.reqMgr2()
                    .find(new RequestName(name))
                    .orElseThrow()
                    .spec()
                    .steps()) {
                for (DatasetName pileup : step.pileup()) {
                    assertThat(cms.dbs().dataset(pileup)).isPresent();
                }
                if (step.inputDataset() != null) {
                    inputs++;
                    checkSane(step.inputDataset());
                    checkParents(step);
                    checkWhatTheStepReads(step);
                }
            }
        }
        SharedPapers.ran("recorded documents loaded, " + inputs + " with made-up input", names.size());
        assertThat(inputs).isGreaterThan(5);
    }

    private void checkSane(DatasetName input) {
        List<DbsBlock> blocks = cms.dbs().blocks(input);
        List<DbsFile> files =
                blocks.stream().flatMap(b -> cms.dbs().files(b.name()).stream()).toList();
        Map<BlockName, SortedSet<RseName>> replicas =
                cms.rucio().replicas(blocks.stream().map(DbsBlock::name).toList());

        assertThat(files).hasSizeBetween(2, 500).doesNotHaveDuplicates();
        assertThat(blocks).allSatisfy(b -> assertThat(b.files()).isPositive());
        assertThat(files).allSatisfy(f -> {
            assertThat(f.events()).isPositive();
            assertThat(f.bytes()).isPositive();
            assertThat(f.runs()).isNotEmpty();
        });
        assertThat(replicas.values()).allSatisfy(r -> assertThat(r).isNotEmpty());
    }

    /** Every file has parents with its lumis, which are in DBS and where it is. */
    private void checkParents(StepSpec step) {
        DatasetName input = Objects.requireNonNull(step.inputDataset());
        for (DbsBlock block : cms.dbs().blocks(input)) {
            Map<Lfn, List<Lfn>> parents = cms.dbs().parents(block.name());
            if (!step.includeParents()) {
                continue;
            }
            for (DbsFile file : cms.dbs().files(block.name())) {
                assertThat(parents.get(file.lfn()))
                        .as("parents of %s", file.lfn())
                        .isNotEmpty();
                List<RunLumis> lumis = new ArrayList<>();
                for (Lfn parent : parents.getOrDefault(file.lfn(), List.of())) {
                    BlockName home = new BlockName(
                            cms.dbs(d -> d.blockOf(parent.value())).orElseThrow());
                    cms.dbs().files(home).stream()
                            .filter(f -> f.lfn().equals(parent))
                            .forEach(f -> lumis.addAll(f.runs()));
                    assertThat(cms.rucio().replicas(List.of(home)).get(home))
                            .isEqualTo(
                                    cms.rucio().replicas(List.of(block.name())).get(block.name()));
                }
                assertThat(lumis.stream().mapToLong(RunLumis::size).sum())
                        .isEqualTo(
                                file.runs().stream().mapToLong(RunLumis::size).sum());
            }
        }
    }

    private void checkWhatTheStepReads(StepSpec step) {
        List<DbsBlock> blocks = cms.dbs().blocks(Objects.requireNonNull(step.inputDataset()));
        assertThat(blocks).extracting(DbsBlock::name).containsAll(step.blockWhitelist());
        boolean read = blocks.stream()
                .filter(b ->
                        step.blockWhitelist().isEmpty() || step.blockWhitelist().contains(b.name()))
                .flatMap(b -> cms.dbs().files(b.name()).stream())
                .flatMap(f -> f.runs().stream())
                .filter(r ->
                        step.runWhitelist().isEmpty() || step.runWhitelist().contains(r.run()))
                .anyMatch(r -> r.lumis().stream()
                        .mapToLong(LumiRange::first)
                        .anyMatch(l -> step.lumiMask().accepts(r.run(), l)));
        assertThat(read).as("something to read in " + step.inputDataset()).isTrue();
    }
}
