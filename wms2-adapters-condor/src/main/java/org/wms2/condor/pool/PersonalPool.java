package org.wms2.condor.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wms2.condor.Trees;
import org.wms2.condor.tools.CommandResult;
import org.wms2.condor.tools.CommandRunner;
import org.wms2.condor.tools.ToolEnvironment;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * One account's own HTCondor on loopback, in {@code <home>/pool}. It runs in a session of its own and outlives this
 * process. HTCondor itself is unpacked once into a cache directory; one on PATH lends its programs instead. Never as root.
 */
public final class PersonalPool {
    /** Names the cache directory; default {@code <home>/htcondor}. */
    public static final String CACHE_VARIABLE = "WMS2_HTCONDOR_CACHE";

    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(20);
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final Duration STATUS_LIMIT = Duration.ofMinutes(1);
    private static final int MAX_OUTPUT_BYTES = 1 << 20;
    private static final int ALIVE_EXIT = 3;
    private static final int STOPPED_EXIT = 4;

    private final Path home;
    private final Path cache;
    private final CommandRunner runner;

    /**
     * The pool of a WMS2 home, which need not exist.
     *
     * @param environment of the scripts: this process's own, as apt may need its proxy settings
     */
    public PersonalPool(Path home, Map<String, String> environment) {
        this.home = home.toAbsolutePath().normalize();
        String named = environment.getOrDefault(CACHE_VARIABLE, "");
        this.cache =
                named.isEmpty() ? this.home.resolve("htcondor") : Path.of(named).toAbsolutePath();
        this.runner = new CommandRunner(environment, MAX_OUTPUT_BYTES);
    }

    /** The pool's directory: configuration, logs, queue. */
    public Path directory() {
        return home.resolve("pool");
    }

    /**
     * Makes sure that HTCondor's programs are here, from the network if need be; seconds the first time.
     *
     * @return the release directory
     */
    public Path install() {
        refuseRoot();
        CommandResult result = script("install-htcondor.sh", INSTALL_LIMIT, cache.toString());
        if (!result.succeeded() || result.stdout().isBlank()) {
            throw failed("HTCondor could not be installed", result, cache);
        }
        return Path.of(result.stdout().strip());
    }

    /** Installs if need be and starts; returns once the pool is ready. Nothing happens if it is alive already. */
    public ToolEnvironment start() {
        refuseRoot();
        Path release = install();
        CommandResult result = script("start-pool.sh", START_LIMIT, directory().toString(), release.toString());
        if (!result.succeeded()) {
            throw failed("the HTCondor pool did not start", result, directory().resolve("log"));
        }
        return environment();
    }

    /** Stops this pool and no other; its queue stays on disk. Nothing happens if it does not run. */
    public void stop() {
        refuseRoot();
        CommandResult result = script("stop-pool.sh", STOP_LIMIT, directory().toString());
        if (!result.succeeded()) {
            throw failed("the HTCondor pool did not stop", result, directory().resolve("log"));
        }
    }

    /** Looks whether this very pool is alive and answers. */
    public PoolStatus status() {
        if (!Files.isDirectory(directory())) {
            return new PoolStatus(PoolStatus.State.STOPPED, "never started");
        }
        CommandResult result =
                script("pool-status.sh", STATUS_LIMIT, directory().toString());
        String words = result.stdout().strip();
        if (result.succeeded()) {
            return new PoolStatus(PoolStatus.State.READY, words);
        }
        if (!result.timedOut() && result.exitCode() == STOPPED_EXIT) {
            return new PoolStatus(PoolStatus.State.STOPPED, words);
        }
        if (result.timedOut() || result.exitCode() == ALIVE_EXIT) {
            return new PoolStatus(PoolStatus.State.ALIVE, words.isEmpty() ? "does not answer in time" : words);
        }
        throw failed("the state of the HTCondor pool cannot be told", result, directory());
    }

    /** Stops it and forgets its queue, its history and its logs. The unpacked programs stay. */
    public void reset() {
        stop();
        try {
            Trees.delete(directory());
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "cannot delete " + directory() + ": " + e + "; check its owner", e);
        }
    }

    /**
     * What HTCondor's tools need to talk to this pool.
     *
     * @throws Wms2Exception if it has never been started
     */
    public ToolEnvironment environment() {
        Path config = directory().resolve("condor_config");
        Path release = directory().resolve("release");
        try {
            if (Files.exists(config) && Files.exists(release)) {
                String programs = Files.readString(release).strip();
                return ToolEnvironment.of(config, programs + "/bin:" + programs + "/sbin");
            }
        } catch (IOException e) {
            throw new Wms2Exception(ErrorCode.INTERNAL, "cannot read " + release + ": " + e, e);
        }
        throw new Wms2Exception(
                ErrorCode.SERVICE_UNAVAILABLE,
                "no HTCondor pool has been started in " + directory() + ": run './wms2 local start'");
    }

    private CommandResult script(String name, Duration limit, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(PoolScripts.unpack(home).resolve(name).toString());
        command.addAll(List.of(arguments));
        return runner.run(command, home, "", limit);
    }

    private static Wms2Exception failed(String what, CommandResult result, Path where) {
        String[] said = result.stderr().strip().split("\n", -1);
        String why = result.timedOut() ? "no end within " + result.time().toSeconds() + " s" : said[said.length - 1];
        return new Wms2Exception(
                ErrorCode.SERVICE_UNAVAILABLE,
                what + " (exit status " + result.exitCode() + "): " + why + "; see " + where);
    }

    private static void refuseRoot() {
        if (isRoot()) {
            throw new Wms2Exception(
                    ErrorCode.NOT_ALLOWED,
                    "the HTCondor pool must not run as root, its DAGs could not write: use ./wms2 or ./check, which"
                            + " change to an account, or 'runuser -u ACCOUNT -- ...'");
        }
    }

    /** Whether this process runs as root. */
    public static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new Wms2Exception(ErrorCode.INTERNAL, "cannot read /proc/self: expected Linux", e);
        }
    }
}
