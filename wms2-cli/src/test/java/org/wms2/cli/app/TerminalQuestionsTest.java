package org.wms2.cli.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalQuestionsTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theAnswersAreTheLinesTypedUntilTheEnd() {
        Talk talk = new Talk(new PrintStream(err, true, StandardCharsets.UTF_8), false, 0);
        Questions questions =
                new TerminalQuestions(new ByteArrayInputStream(" one \ntwo".getBytes(StandardCharsets.US_ASCII)), talk);

        assertThat(questions.ask("first?")).contains("one");
        assertThat(questions.ask("second?")).contains("two");
        assertThat(questions.ask("third?")).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).containsExactly("first?", "second?", "third?");
    }
}
