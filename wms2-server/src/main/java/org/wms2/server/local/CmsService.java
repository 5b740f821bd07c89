package org.wms2.server.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.wms2.cms.simulated.SimulatedCmsControl;
import org.wms2.cms.simulated.SimulatedCmsMain;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;

/** The simulated CMS: a JVM of its own on loopback, with a journal on disk. */
final class CmsService implements LocalService {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final long STEP_MILLIS = 50;
    private static final Set<String> KEPT_VARIABLES = Set.of("HOME", "USER", "LOGNAME", "PATH", "LANG", "TMPDIR");

    private final Path directory;
    private final Path log;
    private final JavaCommand java;

    CmsService(Path home, Path logs, JavaCommand java) {
        this.directory = home.resolve("cms");
        this.log = logs.resolve("cms.log");
        this.java = java;
    }

    /**
     * Where it listens.
     *
     * @throws Wms2Exception SERVICE_UNAVAILABLE if it does not run
     */
    URI base() {
        return port().orElseThrow(() -> new ServiceUnavailableException(
                "simulated CMS", "it does not run: run 'wms2 local start'; its log is " + log));
    }

    @Override
    public String name() {
        return "simulated CMS";
    }

    @Override
    public ServiceStatus status() {
        Optional<Long> pid = pid();
        if (pid.isEmpty()) {
            return new ServiceStatus(name(), ServiceStatus.State.STOPPED, "", log);
        }
        boolean answers = answers();
        return new ServiceStatus(
                name(),
                answers ? ServiceStatus.State.RUNNING : ServiceStatus.State.ILL,
                answers ? base() + ", pid " + pid.get() : "pid " + pid.get() + " does not answer",
                log);
    }

    @Override
    public void start(Consumer<String> progress) {
        if (status().isRunning()) {
            return;
        }
        progress.accept("starting the simulated CMS");
        try {
            Files.createDirectories(directory);
            Files.createDirectories(log.getParent());
            Files.deleteIfExists(directory.resolve("port"));
            ProcessBuilder builder = new ProcessBuilder(java.inOwnSession(
                            SimulatedCmsMain.class.getName(),
                            List.of("--home", directory.toString(), "--port", usualPort())))
                    .directory(directory.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // Nothing else of the caller's, such as its secrets, is kept in a process that outlives it.
            builder.environment().keySet().retainAll(KEPT_VARIABLES);
            awaitAnswer(builder.start());
            Files.copy(directory.resolve("port"), directory.resolve("usual-port"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "the simulated CMS cannot be started: " + e + "; see " + log, e);
        }
    }

    @Override
    public void stop(Consumer<String> progress) {
        Optional<ProcessHandle> process = pid().flatMap(ProcessHandle::of);
        if (process.isEmpty()) {
            return;
        }
        progress.accept("stopping the simulated CMS");
        process.get().destroy();
        if (!within(STOP, () -> !process.get().isAlive())) {
            process.get().destroyForcibly();
        }
    }

    @Override
    public void wipe() {
        Trees.delete(directory);
    }

    /** The port of last time if it is free, so that a server that runs on finds the service again; else any. */
    private String usualPort() {
        int usual = number("usual-port").orElse(0L).intValue();
        try (ServerSocket socket = new ServerSocket(usual, 1, InetAddress.getLoopbackAddress())) {
            return usual == 0 ? "0" : String.valueOf(socket.getLocalPort());
        } catch (IOException e) {
            return "0";
        }
    }

    private void awaitAnswer(Process process) {
        boolean ready = within(START, () -> answers() || !process.isAlive());
        if (!ready || !process.isAlive()) {
            throw new ServiceUnavailableException(
                    "simulated CMS",
                    (process.isAlive() ? "no answer within " + START.toSeconds() + " s" : "it ended at once") + "; see "
                            + log);
        }
    }

    private boolean answers() {
        Optional<URI> base = port();
        if (base.isEmpty()) {
            return false;
        }
        try (SimulatedCmsControl control = new SimulatedCmsControl(base.get())) {
            return control.ping().isPresent();
        }
    }

    private Optional<URI> port() {
        return number("port").map(port -> URI.create("http://127.0.0.1:" + port));
    }

    /** The process of the pid file, if it is alive and is ours: its command line names our directory. */
    private Optional<Long> pid() {
        return number("pid")
                .filter(pid -> ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .filter(this::isOurs)
                        .isPresent());
    }

    private boolean isOurs(ProcessHandle handle) {
        try {
            return Files.readString(Path.of("/proc/" + handle.pid() + "/cmdline"))
                    .contains("--home\0" + directory);
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<Long> number(String file) {
        try {
            String text = Files.readString(directory.resolve(file)).strip();
            return text.matches("\\d{1,10}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean within(Duration limit, java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
