package org.wms2.condor.read;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.htcondor.Harmless;
import org.wms2.ports.htcondor.NodeReport;
import org.wms2.ports.htcondor.NodeStart;
import org.wms2.ports.id.SiteName;

/**
 * Starts of nodes by their files, {@code side/<node>-a<attempt>_<landing try>_<node retry>.json} and the same in log/ with
 * {@code .out} and {@code .err}.
 */
final class NodeStarts {
    private static final Pattern NAME =
            Pattern.compile("(\\w+)-a([0-9]{1,9})_([0-9]{1,9})_([0-9]{1,9})\\.(?:json|out|err)");

    private NodeStarts() {}

    /** All starts of one node that left a report or output, newest first. */
    static SortedSet<NodeStart> of(Path group, String node) throws IOException {
        SortedSet<NodeStart> starts = new TreeSet<>(java.util.Comparator.reverseOrder());
        for (String part : new String[] {"side", "log"}) {
            visit(group.resolve(part), node + "-a*", (name, start) -> {
                if (name.equals(node)) {
                    starts.add(start);
                }
            });
        }
        return starts;
    }

    /** The newest start with a report of each of these nodes. */
    static Map<String, NodeStart> newest(Path group, Predicate<String> wanted) throws IOException {
        Map<String, NodeStart> newest = new HashMap<>();
        visit(group.resolve("side"), "*-a*.json", (name, start) -> {
            if (wanted.test(name)) {
                newest.merge(name, start, (a, b) -> a.compareTo(b) < 0 ? b : a);
            }
        });
        return new TreeMap<>(newest);
    }

    /** The report of a start; null if there is none. One that cannot be read is a failure without a cause. */
    static @Nullable NodeReport report(Path group, String node, NodeStart start) {
        Path file = group.resolve("side").resolve(node + "-" + start + ".json");
        try {
            return SideFile.read(file).map(side -> report(start, side)).orElse(null);
        } catch (UnreadableException e) {
            return new NodeReport(
                    start, 0, false, FailureCategory.UNKNOWN, "", Harmless.words(e.text()), null, 0, 0, 0, 0);
        }
    }

    private static NodeReport report(NodeStart start, SideFile side) {
        ErrorTable table = ErrorTable.get();
        return new NodeReport(
                start,
                side.exitCode(),
                side.exitClass() == 42,
                side.succeeded() ? null : table.category(side.category(), side.exitCode()),
                Harmless.words(side.failingStep()),
                Harmless.words(side.message()),
                site(side),
                side.wallSeconds(),
                side.cpuSeconds(),
                side.peakRssMb(),
                side.outputs().size());
    }

    private static @Nullable SiteName site(SideFile side) {
        try {
            return side.site().map(SiteName::new).orElse(null);
        } catch (InputRefusedException e) {
            return null; // not a site's name: the machine is none of CMS
        }
    }

    /** Is told of each file of a start. */
    private interface Visitor {
        void start(String node, NodeStart start);
    }

    private static void visit(Path directory, String glob, Visitor visitor) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, glob)) {
            for (Path file : found) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    visitor.start(
                            name.group(1),
                            new NodeStart(number(name.group(2)), number(name.group(3)), number(name.group(4))));
                }
            }
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
