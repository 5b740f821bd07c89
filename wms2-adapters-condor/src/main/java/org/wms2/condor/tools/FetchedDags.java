package org.wms2.condor.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.wms2.condor.Trees;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.ClusterId;

/**
 * Brings the files of ended spooled DAGs home, one DAG at a time, in a thread of its own. A mark in the submit directory says
 * that all are there; without it they are fetched again, which does no harm. Thread-safe.
 */
final class FetchedDags {
    /** The mark's name, before the cluster's number. */
    static final String MARK = "fetched-";

    private static final Path ROOT = Path.of("/");
    /** A DAG of 100,000 jobs leaves a few reports and logs of each. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final Duration EDIT_PATIENCE = Duration.ofSeconds(30);

    private final ObservedTools tools;
    private final Set<ClusterId> underWay = ConcurrentHashMap.newKeySet();
    private final Map<ClusterId, String> problems = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("fetch-", 0).factory());

    FetchedDags(ObservedTools tools) {
        this.tools = tools;
    }

    /** What the last try to fetch a DAG's files met; empty if none failed. */
    String problem(ClusterId cluster) {
        return problems.getOrDefault(cluster, "");
    }

    /** Whether all files are home; if not, they are fetched from now on. */
    boolean isHome(ClusterId cluster, Path directory) {
        if (!Files.isDirectory(directory) || Files.exists(mark(cluster, directory))) {
            return true; // nobody waits for the files of a directory that is gone
        }
        if (underWay.add(cluster)) {
            thread.execute(() -> {
                try {
                    fetch(cluster, directory);
                    problems.remove(cluster);
                } catch (Wms2Exception | UncheckedIOException e) {
                    problems.put(cluster, String.valueOf(e.getMessage()));
                } finally {
                    underWay.remove(cluster);
                }
            });
        }
        return false;
    }

    /**
     * condor_transfer_data brings either the new files of the top directory, or what TransferOutput names, directories with
     * what is in them; a name that is not there fails. So: first the one, then, by name, the directories that we had made.
     */
    private void fetch(ClusterId cluster, Path directory) {
        edit(cluster, "UNDEFINED");
        transfer(cluster);
        edit(cluster, "\"" + String.join(",", directories(directory)) + "\"");
        transfer(cluster);
        try {
            Trees.force(directory);
            Files.writeString(mark(cluster, directory), "all files of this cluster's spool are here\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void edit(ClusterId cluster, String value) {
        done("condor_qedit", cluster, List.of(number(cluster), "TransferOutput", value), EDIT_PATIENCE);
    }

    private void transfer(ClusterId cluster) {
        done("condor_transfer_data", cluster, List.of(number(cluster)), PATIENCE);
    }

    private void done(String tool, ClusterId cluster, List<String> arguments, Duration patience) {
        CommandResult result = tools.run(tool, arguments, ROOT, "", patience);
        if (!result.succeeded()) {
            throw ObservedTools.unavailable(tool, "of " + cluster + ": " + result.words());
        }
    }

    private static String number(ClusterId cluster) {
        return String.valueOf(cluster.value());
    }

    private static List<String> directories(Path directory) {
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Files::isDirectory)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.matches("[A-Za-z0-9_-]+") && !name.equals("job")) {
                    names.add(name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(names);
    }

    private static Path mark(ClusterId cluster, Path directory) {
        return directory.resolve(MARK + cluster.value());
    }
}
