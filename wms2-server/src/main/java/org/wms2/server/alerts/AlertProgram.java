package org.wms2.server.alerts;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wms2.server.json.AlertJson;
import org.wms2.server.json.Json;

/**
 * The operator's program: words as arguments, one JSON document on standard input. Its output is thrown away, it gets no
 * variable of ours ({@code WMS2_...}), and is killed with its children when its time is over.
 */
final class AlertProgram {
    private static final Logger LOG = LoggerFactory.getLogger(AlertProgram.class);
    private static final int LONGEST_WORD = 2_000;

    private final Path program;
    private final Duration timeout;

    AlertProgram(Path program, Duration timeout) {
        this.program = program;
        this.timeout = timeout;
    }

    /** Runs it once; whatever goes wrong is logged. */
    void run(AlertJson alert) {
        try {
            Process process = start(alert);
            try {
                finish(process, alert);
            } finally {
                kill(process);
            }
        } catch (IOException e) {
            LOG.warn("on-alert of {}: {} cannot be run: {}", alert.request(), program, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process start(AlertJson alert) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                program.toString(),
                alert.kind(),
                alert.request(),
                alert.since().toString(),
                word(alert.reason()),
                word(alert.command())));
        builder.environment().keySet().removeIf(name -> name.startsWith("WMS2_"));
        return builder.redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private void finish(Process process, AlertJson alert) throws InterruptedException {
        try (OutputStream in = process.getOutputStream()) {
            in.write((Json.line(alert) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.debug("on-alert of {}: {} has not read its input: {}", alert.request(), program, e.toString());
        }
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("on-alert of {}: {} took longer than {} s: killed", alert.request(), program, timeout.toSeconds());
        } else if (process.exitValue() != 0) {
            LOG.warn("on-alert of {}: {} ended with exit code {}", alert.request(), program, process.exitValue());
        }
    }

    private static void kill(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String word(String text) {
        String line = text.replace('\0', ' ').replace('\n', ' ');
        return line.length() <= LONGEST_WORD ? line : line.substring(0, LONGEST_WORD);
    }
}
