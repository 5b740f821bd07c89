package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.Screen;
import org.wms2.cli.app.Signals;
import org.wms2.cli.app.Talk;

/** The command as a person runs it, with what it prints kept apart. */
final class Cli {
    private static final JsonMapper MAPPER = new JsonMapper();

    final FakeComposition composition = new FakeComposition();
    final FakeEngine engine = composition.engine;
    final Map<String, String> environment = new HashMap<>();
    final List<String> questions = new ArrayList<>();

    /** What the person at the terminal types; null: there is no terminal. */
    @Nullable
    String answer;

    /** What stdout is. */
    Screen screen = Screen.NONE;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path userHome;
    private final AtomicReference<Runnable> signal = new AtomicReference<>(() -> {});
    private String account = "someone";

    Cli(Path userHome) {
        this.userHome = userHome;
    }

    Cli as(String who) {
        account = who;
        return this;
    }

    /** Runs one command line and expects its exit code. */
    Cli exits(int code, String... words) {
        out.reset();
        err.reset();
        Signals signals = callback -> {
            signal.set(callback);
            return () -> signal.set(() -> {});
        };
        App app = new App(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new Talk(new PrintStream(err, true, StandardCharsets.UTF_8), false, 0),
                environment,
                account,
                userHome,
                composition,
                signals,
                question -> {
                    questions.add(question);
                    return Optional.ofNullable(answer);
                },
                screen);
        assertThat(CommandLines.execute(app, words))
                .as("wms2 %s%nstdout: %s%nstderr: %s", String.join(" ", words), out(), err())
                .isEqualTo(code);
        return this;
    }

    /** What Ctrl-C does. */
    void interrupt() {
        signal.get().run();
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Everything on stdout as one JSON document. */
    JsonNode json() {
        try {
            return MAPPER.readTree(out());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + out(), e);
        }
    }

    Cli says(String... words) {
        assertThat(err()).contains(words);
        return this;
    }

    Cli prints(String... words) {
        assertThat(out()).contains(words);
        return this;
    }

    Cli printsNothing() {
        assertThat(out()).isEmpty();
        return this;
    }

    List<String> lines() {
        return err().lines().toList();
    }
}
