package org.wms2.cms.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.cms.DatasetAccessType;
import org.wms2.ports.cms.DbsDataset;
import org.wms2.ports.cms.OutputSamples;
import org.wms2.ports.cms.Rule;
import org.wms2.ports.cms.RuleRequest;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RuleId;
import org.wms2.ports.output.OutputFile;

/** A restart loses nothing. */
class JournalTest {

    private static final Duration DELAY = Duration.ofHours(1);

    private static final BlockName GROWN = new BlockName("/Grown/Era-v1/RAW#one");

    @TempDir
    Path home;

    @Test
    void everythingIsThereAfterARestart() {
        List<OutputFile> files = List.of(OutputSamples.file("Kept", 0, List.of()));
        RuleId rule;
        RuleId deleted;
        try (SimulatedCms cms = open()) {
            cms.content().create("demo-rereco", new RequestName("kept"));
            cms.dbs().inject(OutputSamples.injection("Kept", null, files));
            cms.dbs().setAccessType(OutputSamples.dataset("Kept"), DatasetAccessType.VALID);
            cms.rucio().ensureBlock(OutputSamples.dataset("Kept"), OutputSamples.block("Kept"));
            cms.rucio().ensureReplicas(OutputSamples.RSE, OutputSamples.block("Kept"), files);
            cms.rucio().closeBlock(OutputSamples.block("Kept"));
            rule = cms.rucio().addRule(rule("T2_DE_DESY"));
            deleted = cms.rucio().addRule(rule("T1_US_FNAL_Disk"));
            cms.rucio().deleteRule(deleted);
            cms.input().addFiles(GROWN, List.of(OutputSamples.RSE), List.of(NewFile.of(1, 1, 2, 10, 5)));
            List<Lfn> later = cms.input().addFiles(GROWN, List.of(), List.of(NewFile.of(1, 3, 4, 10, 5)));
            cms.input().addFiles(GROWN, List.of(), List.of(NewFile.of(1, 5, 6, 10, 5)));
            cms.input().setValid(later.getFirst(), false);
            cms.input().answerOrder(AnswerOrder.REVERSED);
        }

        try (SimulatedCms cms = open()) {
            assertThat(cms.reqMgr2().find(new RequestName("kept"))).isPresent();
            assertThat(cms.configuration("reqmgr_config_cache", "demo_rereco")).isPresent();
            assertThat(cms.content().datasets()).hasSize(3);
            assertThat(cms.dbs().dataset(OutputSamples.dataset("Kept")))
                    .contains(new DbsDataset(OutputSamples.dataset("Kept"), DatasetAccessType.VALID));
            assertThat(cms.dbs().files(OutputSamples.block("Kept"))).hasSize(1);
            assertThat(cms.rucio()
                            .replicas(List.of(OutputSamples.block("Kept")))
                            .get(OutputSamples.block("Kept")))
                    .containsExactly(OutputSamples.RSE);
            assertThat(cms.rucio().rule(rule).map(Rule::rseExpression)).contains("T2_DE_DESY");
            assertThat(cms.rucio().rule(deleted)).isEmpty();
            assertThat(cms.dbs().files(GROWN))
                    .extracting(f -> f.runs().getFirst().lumis().getFirst().first())
                    .containsExactly(1L, 5L);
            assertThat(cms.dbs().injected(GROWN)).hasSize(3);
            assertThat(cms.rucio().replicas(List.of(GROWN)).get(GROWN)).containsExactly(OutputSamples.RSE);
            assertThat(cms.ordered(List.of(1, 2))).containsExactly(2, 1);
        }
    }

    @Test
    void aTornLastLineIsCutOffAndTheJournalGoesOn() throws IOException {
        try (SimulatedCms cms = open()) {
            cms.content().store(new RequestName("first"), "{}");
        }
        Files.writeString(journal(), "{\"event\":\"RequestSto", StandardOpenOption.APPEND);

        try (SimulatedCms cms = open()) {
            assertThat(cms.document("first")).contains("{}");
            cms.content().store(new RequestName("second"), "{}");
        }
        Files.writeString(journal(), "\0\0\0\n", StandardOpenOption.APPEND);

        try (SimulatedCms cms = open()) {
            assertThat(cms.document("second")).contains("{}");
        }
    }

    @Test
    void aBrokenLineInTheMiddleIsNotSkipped() throws IOException {
        Files.writeString(
                journal(), "rubbish\n{\"event\":\"DidAdded\",\"data\":{\"name\":\"/A/B/C\",\"container\":true}}\n");

        assertThatThrownBy(this::open).hasStackTraceContaining("line 1 of");
    }

    @Test
    void oneProcessAtATimeHasAJournal() {
        try (SimulatedCms first = open()) {
            assertThat(first.document("x")).isEmpty();
            assertThatThrownBy(this::open)
                    .isInstanceOf(Wms2Exception.class)
                    .hasMessageContaining("in use by another simulated CMS");
        }
    }

    private SimulatedCms open() {
        return SimulatedCms.open(journal(), InstantSource.system(), DELAY);
    }

    private Path journal() {
        return home.resolve("journal.jsonl");
    }

    private static RuleRequest rule(String expression) {
        return new RuleRequest(OutputSamples.block("Kept"), expression, "Production Output", null, "");
    }
}
