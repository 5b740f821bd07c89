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
import org.wms2.ports.id.BlockName;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.request.StepSpec;

/** All that decides how a request's input is split comes through, with WMCore's defaults (contracts/cms.md 1.10). */
class SplittingFieldsTest {

    private static final String FIELDS = """
            {"SplittingAlgo": "LumiBased", "RunWhitelist": [1, 2], "RunBlacklist": ["3"], "LumisPerJob": 5,
             "EventsPerJob": 700, "EventsPerLumi": 70, "FilesPerJob": 4, "IncludeParents": true,
             "BlockWhitelist": ["/A/B-v1/RAW#1", "/A/B-v1/RAW#2"], "BlockBlacklist": "/A/B-v1/RAW#3",
             "LumiList": {"1": [[1, 5], [7, 7]], "2": []}, "DeterministicPileup": true, "LheInputFiles": "True"}
            """;

    private final RequestDocumentMapper mapper = new RequestDocumentMapper();

    @Test
    void aReRecoHasThemInTheRequest() throws IOException {
        RequestSpec spec = map("rereco", d -> d.setAll(fields()));

        hasThemAll(spec.firstStep());
    }

    @Test
    void theFirstStepOfAChainHasThemAsItsOwn() throws IOException {
        hasThemAll(map("step-chain", d -> reading(d, "Step1")).firstStep());
        hasThemAll(map("task-chain", d -> reading(d, "Task1")).firstStep());
    }

    @Test
    void theRequestsLumiListIncludeParentsAndDeterministicPileupHoldForAStepWithoutItsOwn() throws IOException {
        StepSpec step = map("step-chain", d -> {
                    d.set("LumiList", TestDocuments.json("{\"7\": [[1, 2]]}"));
                    d.put("IncludeParents", true).put("DeterministicPileup", true);
                    ((ObjectNode) d.get("Step1"))
                            .put("InputDataset", "/A/B-v1/RAW")
                            .putObject("LumiList");
                })
                .firstStep();

        assertThat(step.lumiMask().runs()).containsOnlyKeys(7);
        assertThat(step.includeParents()).isTrue();
        assertThat(step.deterministicPileup()).isTrue();
    }

    @Test
    void whatIsNotThereIsWmCoresDefault() throws IOException {
        RequestSpec spec = map(
                "rereco",
                d -> d.remove(List.of("SplittingAlgo", "FilesPerJob", "LumiList", "RunBlacklist", "Multicore")));
        StepSpec step = spec.firstStep();

        assertThat(step.splitting()).isEqualTo(SplittingAlgo.EVENT_AWARE_LUMI_BASED);
        assertThat(step.lumisPerJob()).isEqualTo(8);
        assertThat(step.filesPerJob()).isEqualTo(1);
        assertThat(step.eventsPerJob()).as("derived from TimePerEvent").isNull();
        assertThat(step.eventsPerLumi()).isNull();
        assertThat(step.lumiMask()).isEqualTo(LumiMask.ALL);
        assertThat(step.runWhitelist()).isEmpty();
        assertThat(step.runBlacklist()).isEmpty();
        assertThat(step.blockWhitelist()).isEmpty();
        assertThat(step.blockBlacklist()).isEmpty();
        assertThat(step.includeParents()).isFalse();
        assertThat(step.deterministicPileup()).isFalse();
        assertThat(step.lheInputFiles()).isFalse();
        assertThat(spec.openRunningTimeout()).isEqualTo(Duration.ZERO);
        assertThat(spec.trustSitelists()).isFalse();
        assertThat(spec.trustPileupSitelists()).isFalse();
    }

    @Test
    void theRequestSaysWhetherInputMayGrowAndWhereItMayBeRead() throws IOException {
        RequestSpec spec = map("rereco", d -> {
            d.put("OpenRunningTimeout", "3600").put("TrustSitelists", "true").put("TrustPUSitelists", true);
        });

        assertThat(spec.openRunningTimeout()).isEqualTo(Duration.ofHours(1));
        assertThat(spec.trustSitelists()).isTrue();
        assertThat(spec.trustPileupSitelists()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"1": [[2, 1]]}              | LumiList.1[0]: found '[2,1]', accepted is [first lumi, last lumi]
            {"1": [[1, 2], [5]]}         | LumiList.1[1]: found '[5]', accepted is [first lumi, last lumi]
            {"1": [[1, 2, 3]]}           | LumiList.1[0]: found '[1,2,3]', accepted is [first lumi, last lumi]
            {"1": [1, 2]}                | LumiList.1[0]: found '1', accepted is [first lumi, last lumi]
            {"1": [[-1, 2]]}             | LumiList.1[0]: found '[-1,2]', accepted is [first lumi, last lumi]
            {"1": [[1, 2.5]]}            | LumiList.1[0]: found '[1,2.5]', accepted is [first lumi, last lumi]
            {"1": [[1, null]]}           | LumiList.1[0]: found '[1,null]', accepted is [first lumi, last lumi]
            {"1": [[1, 9999999999]]}     | LumiList.1[0]: found '[1,9999999999]', accepted is [first lumi, last lumi]
            {"1": {"1": 2}}              | LumiList.1: found '{"1":2}', accepted is a list of [first lumi, last lumi]
            {"0": [[1, 2]]}              | LumiList.0: found '0', accepted is a whole number, 1
            {"a": [[1, 2]]}              | LumiList.a: found 'a', accepted is a whole number, 1
            {"1": [[1, 2]], "01": [[4, 5]]} | LumiList.01: found '01', accepted is each run once; 1 is there twice
            {"1": [], "2": []}           | with one pair or more, or {} for all lumi sections
            [[1, 2]]                     | LumiList: found '[[1,2]]', accepted is {"run": [[first lumi, last lumi], ...]
            "{\\"1\\": [[1,2]"           | LumiList: found '{"1": [[1,2]', accepted is {"run": [[first lumi, last lumi]
            "{\\"1\\": [[1,2]], \\"1\\": [[3,4]]}" | LumiList: found
            """)
    void aLumiListThatCannotBeIsRefusedWithFieldValueAndExpectation(String value, String words) {
        assertThatThrownBy(() -> map("rereco", d -> d.set("LumiList", TestDocuments.json(value))))
                .isInstanceOf(InputRefusedException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aPairOfStringsOrOfOneLumiIsAPair() throws IOException {
        LumiMask mask = map("rereco", d -> d.set("LumiList", TestDocuments.json("{\"1\": [[\"3\", 4], [6, 6]]}")))
                .firstStep()
                .lumiMask();

        assertThat(mask.runs().get(1)).containsExactly(new LumiRange(3, 4), new LumiRange(6, 6));
    }

    @Test
    void overlappingPairsInAnyOrderAreOneRange() throws IOException {
        LumiMask mask = map(
                        "rereco",
                        d -> d.set("LumiList", TestDocuments.json("{\"1\": [[8, 9], [1, 5], [3, 7], [12, 12]]}")))
                .firstStep()
                .lumiMask();

        assertThat(mask.runs().get(1)).containsExactly(new LumiRange(1, 9), new LumiRange(12, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LumisPerJob", "EventsPerJob", "FilesPerJob", "EventsPerLumi"})
    void aSizeOfNothingIsRefused(String field) {
        assertThatThrownBy(() -> map("rereco", d -> d.put(field, 0)))
                .isInstanceOf(InputRefusedException.class)
                .hasMessageContaining(field + ": found '0', accepted is a whole number, 1");
    }

    @Test
    void aTimeThatNoDateHasIsRefused() {
        assertThatThrownBy(() -> map("rereco", d -> d.put("OpenRunningTimeout", -1)))
                .hasMessageContaining("OpenRunningTimeout: found '-1', accepted is a whole number, 0 to");
        assertThatThrownBy(() -> map("rereco", d -> d.put("OpenRunningTimeout", Long.MAX_VALUE)))
                .hasMessageContaining("OpenRunningTimeout");
    }

    private static void hasThemAll(StepSpec step) {
        assertThat(step.splitting()).isEqualTo(SplittingAlgo.LUMI_BASED);
        assertThat(step.runWhitelist()).containsExactly(1, 2);
        assertThat(step.runBlacklist()).containsExactly(3);
        assertThat(step.lumisPerJob()).isEqualTo(5);
        assertThat(step.eventsPerJob()).isEqualTo(700);
        assertThat(step.eventsPerLumi()).isEqualTo(70);
        assertThat(step.filesPerJob()).isEqualTo(4);
        assertThat(step.includeParents()).isTrue();
        assertThat(step.blockWhitelist())
                .containsExactly(new BlockName("/A/B-v1/RAW#1"), new BlockName("/A/B-v1/RAW#2"));
        assertThat(step.blockBlacklist()).containsExactly(new BlockName("/A/B-v1/RAW#3"));
        assertThat(step.lumiMask().runs().get(1)).containsExactly(new LumiRange(1, 5), new LumiRange(7, 7));
        assertThat(step.lumiMask().accepts(2, 1))
                .as("a run with an empty list is refused whole")
                .isFalse();
        assertThat(step.deterministicPileup()).isTrue();
        assertThat(step.lheInputFiles()).isTrue();
    }

    private static void reading(ObjectNode document, String step) {
        ObjectNode own = (ObjectNode) document.get(step);
        own.setAll(fields());
        own.put("InputDataset", "/A/B-v1/RAW");
    }

    private static ObjectNode fields() {
        return (ObjectNode) TestDocuments.json(FIELDS);
    }

    private RequestSpec map(String name, Consumer<ObjectNode> change) throws IOException {
        return mapper.map(TestDocuments.changed(name, change)).spec();
    }
}
