package org.wms2.cli.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A child process whose two streams are read as they come, on threads of the platform: a blocked pipe holds a carrier of
 * virtual threads. Thread-safe.
 */
final class Running {
    private final Process process;
    private final String what;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private final Thread outReader;
    private final Thread errReader;

    private Running(Process process, String what) {
        this.process = process;
        this.what = what;
        this.outReader = Thread.ofPlatform().daemon().unstarted(() -> read(process.getInputStream(), out));
        this.errReader = Thread.ofPlatform().daemon().unstarted(() -> read(process.getErrorStream(), err));
    }

    static Running of(Process process, String what) throws IOException {
        Running running = new Running(process, what);
        process.getOutputStream().close();
        running.outReader.start();
        running.errReader.start();
        return running;
    }

    /** Waits for a line of stderr that contains the words. */
    void awaitTalk(String words, Duration limit) {
        await(() -> err, text -> text.contains(words), words, limit);
    }

    private void await(
            java.util.function.Supplier<StringBuilder> stream, Predicate<String> enough, String words, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (this) {
            while (!enough.test(stream.get().toString())) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                boolean over = !process.isAlive() && !errReader.isAlive();
                if (left <= 0 || over) {
                    throw new AssertionError("expected '" + words + "' from " + what + " within " + limit
                            + ", found it " + (over ? "ended" : "silent") + " after:\n" + err + out);
                }
                try {
                    wait(Math.min(left, 500));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted", e);
                }
            }
        }
    }

    /** Sends SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** Sends SIGINT, as Ctrl-C does. */
    void interrupt() {
        signal("INT");
    }

    /** Sends SIGSTOP: it does nothing more, and holds what it holds. */
    void pause() {
        signal("STOP");
    }

    /** Sends SIGCONT. */
    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process sent = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
            if (sent.waitFor() != 0) {
                throw new AssertionError("could not send SIG" + name + " to " + what);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits for the end; a process that takes longer is killed and fails the test. */
    Ended ended(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        what + " did not end within " + limit + "; it said:\n" + text(err) + text(out));
            }
            outReader.join();
            errReader.join();
            return new Ended(what, process.exitValue(), text(out), text(err));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + what + " ran", e);
        }
    }

    private synchronized String text(StringBuilder stream) {
        return stream.toString();
    }

    private void read(InputStream from, StringBuilder into) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (this) {
                    into.append(line).append('\n');
                    notifyAll();
                }
            }
        } catch (IOException e) {
            synchronized (this) {
                into.append("(the stream broke: ").append(e).append(")\n");
                notifyAll();
            }
        }
    }
}
