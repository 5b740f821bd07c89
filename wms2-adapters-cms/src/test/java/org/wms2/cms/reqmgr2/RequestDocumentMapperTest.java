package org.wms2.cms.reqmgr2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.NotYetException;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.RequestType;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.request.StepSpec;

/** Our own documents: what is mapped, what is refused, and the words of each refusal. */
class RequestDocumentMapperTest {

    private final RequestDocumentMapper mapper = new RequestDocumentMapper();

    @Test
    void aStepChainHasItsStepsInOrderWithTheRequestsFieldsWhereTheyHaveNone() throws IOException {
        RequestSpec spec = map("step-chain", d -> {});

        assertThat(spec.type()).isEqualTo(RequestType.STEP_CHAIN);
        assertThat(spec.steps()).extracting(StepSpec::name).containsExactly("Gen", "Reco");
        StepSpec gen = spec.steps().get(0);
        StepSpec reco = spec.steps().get(1);
        assertThat(gen.requestNumEvents()).isEqualTo(1000);
        assertThat(gen.inputStep()).isNull();
        assertThat(gen.cores()).isEqualTo(8);
        assertThat(reco.cores()).as("Multicore 0 means the request's").isEqualTo(4);
        assertThat(reco.inputStep()).isEqualTo("Gen");
        assertThat(reco.inputFromModule()).isEqualTo("RAWSIMoutput");
        assertThat(reco.cmsswVersion()).isEqualTo("CMSSW_15_0_1");
        assertThat(reco.scramArch()).containsExactly("el8_amd64_gcc12");
        assertThat(reco.timePerEvent()).isEqualTo(2.5);
        assertThat(reco.sizePerEvent()).isEqualTo(512.0);
        assertThat(reco.splitting()).isEqualTo(SplittingAlgo.EVENT_AWARE_LUMI_BASED);
        assertThat(reco.memoryMb()).isEqualTo(2300);
        assertThat(spec.blockLimits().maxAge()).isEqualTo(Duration.ofSeconds(66_400));
        assertThat(spec.mergeLimits().minBytes()).isEqualTo(2_147_483_648L);
    }

    @Test
    void aReRecoIsOneStepNamedAsWmCoreNamesIt() throws IOException {
        RequestSpec spec = map("rereco", d -> {});

        assertThat(spec.steps()).singleElement().satisfies(step -> {
            assertThat(step.name()).isEqualTo("DataProcessing");
            assertThat(step.number()).isEqualTo(1);
            assertThat(step.inputDataset()).hasToString("/MuonEG/Run2022C-v1/RAW");
            assertThat(step.requestNumEvents()).isNull();
            assertThat(step.keepOutput()).isTrue();
            assertThat(step.transientModules()).containsExactly("RECOoutput");
            assertThat(step.runBlacklist()).containsExactly(5, 7);
            assertThat(step.lumiMask().runs().get(356164))
                    .containsExactly(new LumiRange(11, 15), new LumiRange(21, 40));
        });
    }

    @Test
    void aTaskChainTasksOwnEstimatesHoldAndNullOnesAreTheRequests() throws IOException {
        RequestSpec spec = map("task-chain", d -> {});

        assertThat(spec.steps().get(0).timePerEvent()).isEqualTo(3);
        assertThat(spec.steps().get(0).memoryMb()).isEqualTo(16000);
        assertThat(spec.steps().get(1).timePerEvent()).isEqualTo(2.5);
        assertThat(spec.steps().get(1).sizePerEvent()).isEqualTo(100);
        assertThat(spec.steps().get(1).memoryMb()).isEqualTo(3000);
    }

    @Test
    void aDictByStepNameDecidesOverTheStepsOwnValue() throws IOException {
        RequestSpec spec = map("task-chain", d -> {
            d.putObject("Memory").put("Gen", 9000);
            d.putObject("AcquisitionEra").put("Gen", "EraOfGen");
            ((ObjectNode) d.get("Task2")).put("AcquisitionEra", "OwnEra").put("Memory", 5);
        });

        assertThat(spec.steps().get(0).memoryMb()).isEqualTo(9000);
        assertThat(spec.steps().get(0).acquisitionEra()).isEqualTo("EraOfGen");
        assertThat(spec.steps().get(1).acquisitionEra()).isEqualTo("OwnEra");
        assertThat(spec.steps().get(1).memoryMb()).isEqualTo(5);
    }

    @Test
    void ofTwoPlainErasTheOneThatTheOutputsBearHolds() throws IOException {
        Consumer<ObjectNode> both = d -> ((ObjectNode) d.get("Step1"))
                .put("AcquisitionEra", "CreatedEra")
                .put("ProcessingString", "Old");

        RequestSpec assigned = map("step-chain", both);
        RequestSpec created = map("step-chain", both.andThen(d -> d.remove("OutputDatasets")));

        assertThat(assigned.firstStep().acquisitionEra()).isEqualTo("Era");
        assertThat(assigned.firstStep().processingString()).isEqualTo("Str");
        assertThat(created.firstStep().acquisitionEra()).isEqualTo("CreatedEra");
        assertThat(created.firstStep().processingString()).isEqualTo("Old");
    }

    @Test
    void stringsOfNumbersTruthsAndListsAreTakenAsReqMgr2TakesThem() throws IOException {
        RequestSpec spec = map("rereco", d -> {
            d.put("FilesPerJob", "3").put("IncludeParents", "True").put("RunWhitelist", "[1, '2',3]");
            d.put("LumiList", "{\"1\": [[1, 2]]}").put("TimePerEvent", "0.5").put("BlockBlacklist", "[]");
        });

        assertThat(spec.firstStep().filesPerJob()).isEqualTo(3);
        assertThat(spec.firstStep().includeParents()).isTrue();
        assertThat(spec.firstStep().runWhitelist()).containsExactly(1, 2, 3);
        assertThat(spec.firstStep().lumiMask().accepts(1, 2)).isTrue();
        assertThat(spec.firstStep().timePerEvent()).isEqualTo(0.5);
        assertThat(spec.firstStep().blockBlacklist()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RequestPriority     | 1000000             | 0 to 999999
            Multicore           | 2.5                 | a whole number
            SizePerEvent        | 0                   | above 0
            TimePerEvent        | "NaN"               | above 0
            SiteWhitelist       | ["Nowhere"]         | a CMS site name
            LumiList            | {"a": [[1, 2]]}     | a whole number
            RunWhitelist        | [0]                 | a whole number, 1
            SplittingAlgo       | "SiteBased"         | FileBased, EventBased, LumiBased
            IncludeParents      | "maybe"             | true or false
            ProcessingString    | "a-b"               | letters, digits, '_'
            AcquisitionEra      | "2022C"             | a letter, then
            ScramArch           | []                  | one architecture or more
            InputDataset        | "/A/B"              | /primary/processed/TIER
            BlockWhitelist      | ["/A/B/RAW"]        | /primary/processed/TIER#suffix
            MergedLFNBase       | "/etc"              | a path under /store
            RequestType         | "MonteCarlo"        | StepChain, TaskChain or ReReco
            RequestName         | "../x"              | letters, digits
            MaxMergeSize        | 1                   | MinMergeSize <= MaxMergeSize
            FilterEfficiency    | 1.5                 | at most 1
            """)
    void aFieldThatCannotBeIsRefusedByName(String field, String value, String accepted) {
        assertThatThrownBy(() -> map("rereco", d -> d.set(field, json(value))))
                .isInstanceOf(InputRefusedException.class)
                .hasMessageContaining(field)
                .hasMessageContaining(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RequestName", "RequestType", "RequestStatus", "InputDataset", "GlobalTag", "CMSSWVersion"})
    void aMandatoryFieldThatIsMissingIsNamed(String field) {
        assertThatThrownBy(() -> map("rereco", d -> d.putNull(field)))
                .isInstanceOf(InputRefusedException.class)
                .hasMessageContaining(field + ": found nothing");
    }

    @Test
    void aFieldOfAStepIsNamedWithItsStep() {
        assertThatThrownBy(() -> map("step-chain", d -> ((ObjectNode) d.get("Step1")).put("RequestNumEvents", 0)))
                .hasMessage("Step1.RequestNumEvents: found '0', accepted is a whole number, 1 or more");
        assertThatThrownBy(() -> map("step-chain", d -> ((ObjectNode) d.get("Step1")).remove("RequestNumEvents")))
                .hasMessageContaining("Step1.RequestNumEvents: found nothing");
        assertThatThrownBy(() -> map("step-chain", d -> ((ObjectNode) d.get("Step2")).put("InputStep", "Other")))
                .hasMessageContaining("Step2.InputStep: found 'Other'");
        assertThatThrownBy(() -> map("step-chain", d -> ((ObjectNode) d.get("Step2")).put("KeepOutput", false)))
                .hasMessageContaining("Step2.KeepOutput");
        assertThatThrownBy(() -> map("step-chain", d -> ((ObjectNode) d.get("Step2")).put("StepName", "Gen")))
                .hasMessageContaining("Step2.StepName: found 'Gen'");
        assertThatThrownBy(() -> map("step-chain", d -> d.put("StepChain", 1)))
                .hasMessageContaining("Step2")
                .hasMessageContaining("Step1 to Step1");
        assertThatThrownBy(() -> map("step-chain", d -> d.put("StepChain", 3)))
                .hasMessageContaining("Step3: found nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DQMHarvest", "StoreResults", "Resubmission"})
    void otherKindsOfRequestAreNotYet(String type) {
        assertThatThrownBy(() -> map("rereco", d -> d.put("RequestType", type)))
                .isInstanceOf(NotYetException.class)
                .hasMessage(type + " is not a WMS2 workload yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"a\": 1, \"a\": 2}", "{} {}", "null", "7"})
    void whatIsNoJsonObjectIsRefused(String raw) {
        assertThatThrownBy(() -> mapper.map(raw))
                .isInstanceOf(InputRefusedException.class)
                .hasMessageContaining("the JSON object of a request");
    }

    @Test
    void controlCharactersInAFieldAreRefused() {
        assertThatThrownBy(() -> map("rereco", d -> d.put("Campaign", "a\nb"))).hasMessageContaining("Campaign");
    }

    private RequestSpec map(String name, Consumer<ObjectNode> change) throws IOException {
        return mapper.map(TestDocuments.changed(name, change)).spec();
    }

    private static com.fasterxml.jackson.databind.JsonNode json(String text) {
        return TestDocuments.json(text);
    }

    @Test
    void theRawTextIsKeptAsItCame() throws IOException {
        String raw = "\n " + TestDocuments.text("rereco") + "\t";

        assertThat(mapper.map(raw).raw()).isEqualTo(raw);
        assertThat(List.of(mapper.map(raw).status())).containsExactly("assigned");
    }
}
