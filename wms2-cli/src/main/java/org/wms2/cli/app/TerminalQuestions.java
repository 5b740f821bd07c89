package org.wms2.cli.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;

/** Asks by a line of the talk and reads the answer from the terminal. */
public final class TerminalQuestions implements Questions {
    private final BufferedReader answers;
    private final Talk talk;

    /** @param in what is typed */
    public TerminalQuestions(InputStream in, Talk talk) {
        this.answers = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
        this.talk = talk;
    }

    @Override
    public Optional<String> ask(String question) {
        talk.line(question);
        try {
            return Optional.ofNullable(answers.readLine()).map(String::strip);
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be read", e);
        }
    }
}
