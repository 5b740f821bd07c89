package org.wms2.condor.tools;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;

/**
 * Runs one program with its own time limit, output limit and environment, never through a shell. A program that
 * oversteps a limit is killed with all that it started.
 */
public final class CommandRunner {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Map<String, String> environment;
    private final int maxOutputBytes;

    /**
     * A runner of programs.
     *
     * @param environment all that the programs get
     * @param maxOutputBytes of stdout and of stderr
     */
    public CommandRunner(Map<String, String> environment, int maxOutputBytes) {
        this.environment = environment;
        this.maxOutputBytes = maxOutputBytes;
    }

    /**
     * Runs a program to its end.
     *
     * @param stdin what it reads; it sees the end after that
     * @throws ServiceUnavailableException if this thread is interrupted; the program has been killed
     * @throws Wms2Exception if it cannot be started
     */
    public CommandResult run(List<String> command, Path directory, String stdin, Duration limit) {
        long began = System.nanoTime();
        Process process = start(command, directory);
        AtomicBoolean tooLong = new AtomicBoolean();
        Collector out = new Collector(process, process.getInputStream(), tooLong);
        Collector err = new Collector(process, process.getErrorStream(), tooLong);
        Thread outThread = Thread.ofPlatform().daemon().start(out);
        Thread errThread = Thread.ofPlatform().daemon().start(err);
        boolean timedOut;
        try {
            feed(process, stdin);
            timedOut = !process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (timedOut) {
                kill(process);
                process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            }
            // A grandchild may keep the pipe open: what it would say is not waited for.
            outThread.join(GRACE.toMillis());
            errThread.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw new ServiceUnavailableException("HTCondor", command.getFirst() + " was interrupted", e);
        }
        int exitCode = process.isAlive() ? -1 : process.exitValue();
        return new CommandResult(
                exitCode, out.text(), err.text(), timedOut, tooLong.get(), Duration.ofNanos(System.nanoTime() - began));
    }

    private Process start(List<String> command, Path directory) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "cannot start " + command.getFirst() + " in " + directory + ": " + e, e);
        }
    }

    private static void feed(Process process, String stdin) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(stdin.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It has ended without reading all of it: its exit status and its words say why.
        }
    }

    /** Children first: a wrapper that loses its child would end and hide it. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** Keeps what comes out of one pipe, up to the limit. */
    private final class Collector implements Runnable {
        private final Process process;
        private final InputStream in;
        private final AtomicBoolean tooLong;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        Collector(Process process, InputStream in, AtomicBoolean tooLong) {
            this.process = process;
            this.in = in;
            this.tooLong = tooLong;
        }

        @Override
        public void run() {
            byte[] buffer = new byte[8192];
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    synchronized (kept) {
                        if (kept.size() + n > maxOutputBytes) {
                            tooLong.set(true);
                            kill(process);
                            return;
                        }
                        kept.write(buffer, 0, n);
                    }
                }
            } catch (IOException e) {
                // The pipe broke because the process was killed: the caller knows that by its status.
            }
        }

        String text() {
            synchronized (kept) {
                return kept.toString(StandardCharsets.UTF_8);
            }
        }
    }
}
