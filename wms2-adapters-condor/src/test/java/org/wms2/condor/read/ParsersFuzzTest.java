package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.parallel.Isolated;

/** Whatever the text is, a parser answers or refuses it in words. Coverage-guided with JAZZER_FUZZ=1. */
@Isolated("Jazzer has one state for the process.")
class ParsersFuzzTest {
    @FuzzTest
    void node_status_file(FuzzedDataProvider data) {
        answersOrRefuses(NodeStatusFile::parse, data);
    }

    @FuzzTest
    void metrics_file(FuzzedDataProvider data) {
        answersOrRefuses(MetricsFile::parse, data);
    }

    @FuzzTest
    void jobstate_log(FuzzedDataProvider data) {
        answersOrRefuses(JobstateLog::parse, data);
    }

    /** Lines of any bytes: what is none of DAGMan's is doubted, never refused. */
    @FuzzTest
    void jobstate_lines(FuzzedDataProvider data) {
        byte[] text = data.consumeRemainingAsBytes();
        GroupStates states = new GroupStates();
        int from = 0;
        for (int at = 0; at < text.length; at++) {
            if (text[at] == '\n') {
                states.line(text, from, at);
                from = at + 1;
            }
        }
        assertThat(states.started()).containsAll(states.done());
        assertThat(states.failed()).isEmpty();
    }

    @FuzzTest
    void held_job_ads(FuzzedDataProvider data) {
        answersOrRefuses((what, text) -> HeldJobAds.read(what, text, ""), data);
    }

    @FuzzTest
    void job_ads(FuzzedDataProvider data) {
        answersOrRefuses((what, text) -> DagAds.read(what, text, ""), data);
    }

    @FuzzTest
    void manifest_file(FuzzedDataProvider data) {
        answersOrRefuses((what, text) -> ManifestFile.parse(Fixtures.PAYLOAD, what, text), data);
    }

    @FuzzTest
    void side_file(FuzzedDataProvider data) {
        answersOrRefuses(SideFile::parse, data);
    }

    private interface Parser {
        Object parse(String what, String text);
    }

    private static void answersOrRefuses(Parser parser, FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            assertThat(parser.parse("fuzzed", text)).isNotNull();
        } catch (UnreadableException e) {
            assertThat(e.text()).contains("expected");
        }
    }
}
