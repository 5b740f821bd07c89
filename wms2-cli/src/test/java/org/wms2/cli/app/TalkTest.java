package org.wms2.cli.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TalkTest {
    private static final String CLEAR = "\r\u001b[K";

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Talk talk(boolean terminal, int width) {
        return new Talk(new PrintStream(err, true, StandardCharsets.UTF_8), terminal, width);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void withoutATerminalTheStatusIsALineWheneverItChanges() {
        Talk talk = talk(false, 80);
        talk.status("one");
        talk.status("one");
        talk.line("between");
        talk.status("one");
        talk.status("two");
        talk.status("");
        talk.clear();

        assertThat(said()).isEqualTo("one\nbetween\ntwo\n");
    }

    @Test
    void onATerminalTheStatusIsRedrawnInPlaceAndStaysBelowTheLines() {
        Talk talk = talk(true, 80);
        talk.status("one");
        talk.line("kept");
        talk.status("two");
        talk.clear();

        assertThat(said()).isEqualTo(CLEAR + "one" + CLEAR + "kept\n" + "one" + CLEAR + "two" + CLEAR);
    }

    @Test
    void aStatusNeverWrapsTheTerminalsLine() {
        talk(true, 20).status("x".repeat(50));

        assertThat(said()).isEqualTo(CLEAR + "x".repeat(19));
    }
}
