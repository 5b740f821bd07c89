package org.wms2.condor.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.wms2.condor.Trees;
import org.wms2.condor.tools.CommandResult;
import org.wms2.condor.tools.CommandRunner;
import org.wms2.condor.tools.Schedd;

/** A second schedd in the test's pool, with a master, spool and log of its own; stopped as the JVM ends. */
public final class SecondSchedd {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, SecondSchedd> STARTED = new HashMap<>();

    private final Process master;
    private final Path directory;
    private final Schedd schedd;

    private SecondSchedd(Process master, Path directory, Schedd schedd) {
        this.master = master;
        this.directory = directory;
        this.schedd = schedd;
    }

    /** It, ready: its collector knows it. */
    public static SecondSchedd get() {
        return named("second");
    }

    /** One of a name of its own; the test's pool has one that may have no name that can be looked up. */
    public static synchronized SecondSchedd named(String name) {
        return STARTED.computeIfAbsent(name, SecondSchedd::start);
    }

    /** How the tools call it. */
    public Schedd schedd() {
        return schedd;
    }

    /** Where it keeps spooled files; tests of spooling pretend not to see it. */
    public Path spool() {
        return directory.resolve("spool");
    }

    /** The configuration that its own machine would have. */
    public Path config() {
        return directory.resolve("condor_config");
    }

    /** Stops its process (STOP) or lets it go on (CONT): a schedd that hangs. */
    public void signal(String name) {
        long pid = master.children()
                .filter(p -> p.info().command().orElse("").endsWith("condor_schedd"))
                .findFirst()
                .orElseThrow()
                .pid();
        run(List.of("kill", "-" + name, String.valueOf(pid)));
    }

    private static SecondSchedd start(String name) {
        TestPool pool = TestPool.get();
        try {
            Path directory = Files.createTempDirectory(Path.of("/var/tmp"), "wms2-" + name);
            for (String each : List.of("log", "run", "lock", "spool", "execute")) {
                Files.createDirectory(directory.resolve(each));
            }
            Map<String, String> variables = pool.environment().variables();
            Path config = Path.of(Objects.requireNonNull(variables.get("CONDOR_CONFIG")));
            String text = Files.readString(config)
                            .replaceAll("(?m)^LOCAL_DIR = .*", "LOCAL_DIR = " + directory)
                            .replaceAll("(?m)^SHARED_PORT_PORT = .*", "SHARED_PORT_PORT = " + freePort())
                            .replaceAll("(?m)^use ROLE: (CentralManager|Execute)$", "")
                    + "\nSCHEDD_NAME = " + name + "\n";
            Files.writeString(directory.resolve("condor_config"), text);
            ProcessBuilder builder = new ProcessBuilder(
                            pool.environment()
                                    .find("condor_master")
                                    .orElseThrow()
                                    .toString(),
                            "-f")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("master.out").toFile());
            builder.environment().clear();
            builder.environment().putAll(variables);
            builder.environment()
                    .put("CONDOR_CONFIG", directory.resolve("condor_config").toString());
            Process master = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(master, directory)));
            return new SecondSchedd(master, directory, new Schedd(awaitName(name + "@", directory), ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String awaitName(String start, Path directory) {
        Instant until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)) {
            String condorStatus = TestPool.get()
                    .environment()
                    .find("condor_status")
                    .orElseThrow()
                    .toString();
            CommandResult result = run(List.of(condorStatus, "-schedd", "-af", "Name"));
            for (String name : result.stdout().lines().toList()) {
                if (name.startsWith(start)) {
                    return name;
                }
            }
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("the schedd " + start + " did not come up: see " + directory.resolve("log"));
    }

    private static CommandResult run(List<String> command) {
        return new CommandRunner(TestPool.get().environment().variables(), 1 << 20)
                .run(command, Path.of("/"), "", Duration.ofSeconds(20));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void stop(Process master, Path directory) {
        master.destroy();
        try {
            if (!master.waitFor(15, TimeUnit.SECONDS)) {
                master.descendants().forEach(ProcessHandle::destroyForcibly);
                master.destroyForcibly();
            }
            Trees.delete(directory);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
