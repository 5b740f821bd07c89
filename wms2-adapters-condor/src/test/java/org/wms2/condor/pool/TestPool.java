package org.wms2.condor.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wms2.condor.Trees;
import org.wms2.condor.dag.DagDirectory;
import org.wms2.condor.dag.DagSettings;
import org.wms2.condor.dag.SyntheticPayload;
import org.wms2.condor.tools.ToolEnvironment;

/**
 * The one real pool of a test run: that of {@code -Dwms2.test.home} ({@code ./check} has started it), else one of our own
 * in a short temporary directory (not below /tmp, which DAGMan refuses), stopped and deleted as the JVM ends.
 */
public final class TestPool {
    private static @Nullable TestPool instance;

    private final Path home;
    private final ToolEnvironment environment;

    private TestPool(Path home, ToolEnvironment environment) {
        this.home = home;
        this.environment = environment;
    }

    /** The pool, ready. */
    public static synchronized TestPool get() {
        if (instance == null) {
            String given = System.getProperty("wms2.test.home", "");
            instance = given.isEmpty()
                    ? startOwn()
                    : new TestPool(Path.of(given), new PersonalPool(Path.of(given), System.getenv()).environment());
        }
        return instance;
    }

    public ToolEnvironment environment() {
        return environment;
    }

    public Path home() {
        return home;
    }

    /** What its schedd remembers of jobs that have left the queue. */
    public Path history() {
        return home.resolve("pool/spool/history");
    }

    /** Where tests of this run write, below the home. */
    public Path scratch() {
        return home.resolve("condor-tests");
    }

    /** Submit directories below the scratch directory, with outputs below it too. */
    public DagDirectory files() {
        return new DagDirectory(DagSettings.of(
                scratch().resolve("submit"), SyntheticPayload.at(scratch().resolve("storage"))));
    }

    private static TestPool startOwn() {
        try {
            Path home = Files.createTempDirectory(Path.of("/var/tmp"), "wp");
            Map<String, String> variables = new HashMap<>(System.getenv());
            variables.putIfAbsent(
                    PersonalPool.CACHE_VARIABLE,
                    Path.of(System.getProperty("user.home", "/tmp"), "htcondor").toString());
            PersonalPool pool = new PersonalPool(home, variables);
            ToolEnvironment environment = pool.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                pool.stop();
                try {
                    Trees.delete(home);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return new TestPool(home, environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
