package org.wms2.condor.read;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;

/**
 * Why nodes of a work unit failed in one attempt: of each node the report of its last start, from its file's name
 * {@code side/<node>-a<attempt>_<landing try>_<node retry>.json}. Where DAGMan has said its last word of the attempt in
 * group.dag.status, only the nodes that it calls failed are looked at, with a report or without.
 */
public final class FailureReports {
    private static final Pattern NAME = Pattern.compile("(\\w+)-a([0-9]{1,9})_([0-9]{1,9})_([0-9]{1,9})\\.json");
    private static final Pattern ATTEMPT = Pattern.compile("WMS2_Attempt=\"([0-9]{1,9})\"");
    /** More nodes than a work unit has; what is beyond is not read. */
    private static final int MAX_NODES = 20_000;

    /** The last start of a node. */
    private record Start(int landingTry, int nodeRetry, Path file) {
        private static final Comparator<Start> ORDER =
                Comparator.comparingInt(Start::landingTry).thenComparingInt(Start::nodeRetry);
    }

    private record Key(@Nullable SiteName site, FailureCategory category, int exitCode) {}

    private final WorkUnitId id;
    private final int attempt;
    private final List<Failure> nodes = new ArrayList<>();

    private FailureReports(WorkUnitId id, int attempt) {
        this.id = id;
        this.attempt = attempt;
    }

    /**
     * The failures of a work unit, summed by site, category and exit code.
     *
     * @param dag the submit directory
     * @param group the work unit's directory in it
     */
    public static List<Failure> of(Path dag, Path group, WorkUnitId id, int attempt) {
        FailureReports reports = new FailureReports(id, attempt);
        try {
            Map<String, Start> starts = lastStarts(group.resolve("side"), attempt);
            reports.collect(starts, status(dag, group, attempt));
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "cannot read " + group + ": " + e + "; check the submit directory's owner", e);
        }
        return reports.summed();
    }

    private void collect(Map<String, Start> starts, Optional<NodeStatusFile> status) {
        boolean last = status.map(NodeStatusFile::last).orElse(false);
        Map<String, String> failed = new TreeMap<>();
        status.ifPresent(s -> s.nodes().stream()
                .filter(n -> n.status() == NodeStatus.ERROR && !n.wasInterrupted())
                .forEach(n -> failed.put(n.name(), n.details())));
        if (!last) {
            starts.keySet().forEach(node -> failed.putIfAbsent(node, ""));
        }
        failed.forEach((node, words) -> {
            Start start = starts.get(node);
            Optional<SideFile> side = start == null ? Optional.empty() : read(node, start);
            if (start == null) {
                add(node, null, FailureCategory.UNKNOWN, 0, "no report came home; DAGMan says: " + words);
            } else if (side.isPresent() && !side.get().succeeded()) {
                add(node, side.get());
            } else if (side.isPresent() && !words.isEmpty()) {
                String said = "its job reported success; DAGMan says: " + words;
                add(node, site(side.get()), FailureCategory.UNKNOWN, 0, said);
            }
        });
    }

    /** The report of a start; one that cannot be read is a failure of its own. */
    private Optional<SideFile> read(String node, Start start) {
        try {
            return SideFile.read(start.file());
        } catch (UnreadableException e) {
            add(node, null, FailureCategory.UNKNOWN, 0, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void add(String node, SideFile side) {
        FailureCategory category = ErrorTable.get().category(side.category(), side.exitCode());
        add(node, site(side), category, side.exitCode(), side.message());
    }

    private void add(String node, @Nullable SiteName site, FailureCategory category, int exitCode, String message) {
        String line = message.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        nodes.add(new Failure(id, attempt, site, category, exitCode, 1, node, line));
    }

    private static @Nullable SiteName site(SideFile side) {
        try {
            return side.site().map(SiteName::new).orElse(null);
        } catch (InputRefusedException e) {
            return null; // not a site's name: the machine is none of CMS
        }
    }

    private List<Failure> summed() {
        Function<Failure, Key> key = f -> new Key(f.site(), f.category(), f.exitCode());
        Map<Key, List<Failure>> alike =
                nodes.stream().collect(Collectors.groupingBy(key, java.util.LinkedHashMap::new, Collectors.toList()));
        return alike.values().stream().map(FailureReports::sum).toList();
    }

    private static Failure sum(List<Failure> alike) {
        Failure one = alike.getFirst();
        return new Failure(
                one.workUnit(),
                one.attempt(),
                one.site(),
                one.category(),
                one.exitCode(),
                alike.size(),
                one.node(),
                one.message());
    }

    private static Map<String, Start> lastStarts(Path side, int attempt) throws IOException {
        Map<String, Start> starts = new TreeMap<>();
        if (!Files.isDirectory(side)) {
            return starts;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(side, "*-a" + attempt + "_*.json")) {
            for (Path file : found) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches() && (starts.size() < MAX_NODES || starts.containsKey(name.group(1)))) {
                    Start start = new Start(Integer.parseInt(name.group(3)), Integer.parseInt(name.group(4)), file);
                    starts.merge(name.group(1), start, java.util.function.BinaryOperator.maxBy(Start.ORDER));
                }
            }
        }
        return starts;
    }

    /**
     * DAGMan's status file of the work unit, if it is of this attempt: attempt.dag names the attempt that is under way,
     * and is older than what DAGMan has written in it. A work unit that is spliced has no file of its own.
     */
    private static Optional<NodeStatusFile> status(Path dag, Path group, int attempt) throws IOException {
        Path named = dag.resolve("attempt.dag");
        boolean own = Files.exists(group.resolve("group.dag.status"));
        Path file = own ? group.resolve("group.dag.status") : dag.resolve("workflow.dag.status");
        if (!Files.exists(named) || !Files.exists(file)) {
            return Optional.empty();
        }
        Matcher now = ATTEMPT.matcher(Files.readString(named));
        if (!now.find()
                || Integer.parseInt(now.group(1)) != attempt
                || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(named)) < 0) {
            return Optional.empty();
        }
        return own
                ? DagmanFiles.status(group, "group.dag")
                : DagmanFiles.status(dag, "workflow.dag")
                        .filter(SplicedUnits::has)
                        .map(all -> SplicedUnits.of(all, String.valueOf(group.getFileName())));
    }
}
