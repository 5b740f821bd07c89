package org.wms2.condor.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.DagNodes;
import org.wms2.ports.htcondor.LogTail;
import org.wms2.ports.htcondor.NodeLogs;
import org.wms2.ports.htcondor.NodeReport;
import org.wms2.ports.htcondor.NodeStart;
import org.wms2.ports.plan.Layout;

/** Nodes and their logs out of a submit directory that can be seen from here. Keeps nothing. */
public final class NodeFiles implements DagNodes {
    private static final Pattern NODE = Pattern.compile("[a-z][a-z0-9_]{0,40}");
    private static final List<String> LANDING = List.of("log/sites.log", "log/elect_site.log", "landing.log");

    @Override
    public void each(Dag dag, int first, int last, Predicate<DagNode> goOn) {
        reading(dag, root -> {
            NodeWalk walk = new NodeWalk(root, first, last, goOn);
            switch (dag.layout()) {
                case SUBDAG -> walk.subdags();
                case SPLICE -> walk.splices();
            }
            return root;
        });
    }

    @Override
    public Map<String, NodeReport> reports(Dag dag, int ordinal, Set<String> nodes) {
        return reading(dag, root -> {
            Path group = root.resolve(GroupNode.name(ordinal));
            Map<String, NodeReport> reports = new TreeMap<>();
            NodeStarts.newest(group, nodes::contains).forEach((node, start) -> {
                NodeReport report = NodeStarts.report(group, node, start);
                if (report != null) {
                    reports.put(node, report);
                }
            });
            return reports;
        });
    }

    @Override
    public NodeLogs logs(Dag dag, int ordinal, String node, int starts, int lines) {
        if (!NODE.matcher(node).matches()) {
            throw new InputRefusedException("node", node, "landing, proc_<six digits>, merge or cleanup");
        }
        checked(lines);
        return reading(dag, root -> {
            String name = GroupNode.name(ordinal);
            Path group = root.resolve(name);
            if (!Files.isDirectory(group, LinkOption.NOFOLLOW_LINKS)) {
                throw new Wms2Exception(
                        ErrorCode.NOT_FOUND, "there is no work unit " + name + " in " + root + ": see wms2 status");
            }
            Tails tails = new Tails(root);
            List<LogTail> files = new ArrayList<>();
            for (String file : node.equals("landing") ? LANDING : List.<String>of()) {
                tails.of(name + "/" + file, lines).ifPresent(files::add);
            }
            SortedSet<NodeStart> all = NodeStarts.of(group, node);
            List<NodeLogs.Start> shown = new ArrayList<>();
            for (NodeStart start : all.stream().limit(starts).toList()) {
                shown.add(start(tails, group, name, node, start, lines));
            }
            return new NodeLogs(shown, all.size(), files);
        });
    }

    private static NodeLogs.Start start(Tails tails, Path group, String name, String node, NodeStart start, int lines)
            throws IOException {
        List<LogTail> files = new ArrayList<>();
        for (String kind : List.of(".out", ".err")) {
            tails.of(name + "/log/" + node + "-" + start + kind, lines).ifPresent(files::add);
        }
        return new NodeLogs.Start(start, Optional.ofNullable(NodeStarts.report(group, node, start)), files);
    }

    @Override
    public LogTail dagmanLog(Dag dag, OptionalInt ordinal, int lines) {
        checked(lines);
        boolean inner = ordinal.isPresent() && dag.layout() == Layout.SUBDAG;
        String name = inner ? GroupNode.name(ordinal.getAsInt()) + "/group.dag.dagman.out" : "workflow.dag.dagman.out";
        return reading(
                dag, root -> new Tails(root).of(name, lines).orElseGet(() -> new LogTail(name, 0, List.of(), true)));
    }

    private static void checked(int lines) {
        if (lines < 1 || lines > MAX_LINES) {
            throw new InputRefusedException("lines", String.valueOf(lines), "1 to " + MAX_LINES);
        }
    }

    /** What is read of a submit directory. */
    private interface Reading<T> {
        T of(Path root) throws IOException;
    }

    private static <T> T reading(Dag dag, Reading<T> reading) {
        Path root = Path.of(dag.directory());
        try {
            return reading.of(root);
        } catch (NoSuchFileException | NotDirectoryException e) {
            if (Files.isDirectory(root)) {
                throw unreadable(root, e);
            }
            throw new Wms2Exception(
                    ErrorCode.NOT_FOUND,
                    "the submit directory of " + dag.key() + ", " + root
                            + ", is not on this machine, or was cleaned up: ask where its schedd runs",
                    e);
        } catch (IOException e) {
            throw unreadable(root, e);
        }
    }

    private static Wms2Exception unreadable(Path root, IOException e) {
        return new Wms2Exception(
                ErrorCode.INTERNAL, "cannot read " + root + ": " + e + "; check the submit directory's owner", e);
    }
}
