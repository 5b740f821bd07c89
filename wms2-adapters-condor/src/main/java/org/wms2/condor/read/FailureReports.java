package org.wms2.condor.read;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
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
 * Why nodes of a work unit failed in one attempt: of each node and landing the report of its last start, from its file's
 * name {@code side/<node>-a<attempt>_<landing try>_<node retry>.json}.
 *
 * <p>Of the attempt's last landing all failures count; where DAGMan has said its last word of it in group.dag.status, only
 * those of nodes that it calls failed, with a report or without. Of a landing whose site was struck, the failures for a
 * reason of the site count as well, also of nodes that were taken back before their last try: they are why the work unit
 * landed elsewhere, and it may have succeeded there.
 */
public final class FailureReports {
    private static final Pattern NAME = Pattern.compile("(\\w+)-a([0-9]{1,9})_([0-9]{1,9})_([0-9]{1,9})\\.json");
    private static final Pattern ATTEMPT = Pattern.compile("WMS2_Attempt=\"([0-9]{1,9})\"");
    /** More nodes than a work unit has in all its landings; what is beyond is not read. */
    private static final int MAX_STARTS = 50_000;

    /** A node in a landing. */
    private record Landed(int landingTry, String node) {
        private static final Comparator<Landed> ORDER =
                Comparator.comparingInt(Landed::landingTry).thenComparing(Landed::node);
    }

    /** The last start of a node in a landing. */
    private record Start(int nodeRetry, Path file) {}

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
            NavigableMap<Landed, Start> starts = lastStarts(group.resolve("side"), attempt);
            boolean underWay = isUnderWay(dag, attempt);
            Landing landing = underWay ? Landing.of(group) : new Landing(0, false);
            int last = starts.isEmpty() ? 0 : starts.lastKey().landingTry();
            int current = Math.max(last, landing.number());
            Map<String, Start> now = new TreeMap<>();
            starts.forEach((landed, start) -> {
                if (landed.landingTry() == current) {
                    now.put(landed.node(), start);
                } else {
                    reports.collectOfSite(landed.node(), start);
                }
            });
            Set<String> failed = reports.collect(now, underWay ? status(dag, group) : Optional.empty());
            if (landing.struck()) {
                now.keySet().removeAll(failed);
                now.forEach(reports::collectOfSite);
            }
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "cannot read " + group + ": " + e + "; check the submit directory's owner", e);
        }
        return reports.summed();
    }

    /** A start at a struck site, if it failed for a reason of the site. */
    private void collectOfSite(String node, Start start) {
        read(node, start)
                .filter(side -> !side.succeeded() && category(side).isOfSite())
                .ifPresent(side -> add(node, side));
    }

    /** The failures of the last landing; returns the nodes that failed. */
    private Set<String> collect(Map<String, Start> starts, Optional<NodeStatusFile> status) {
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
        return failed.keySet();
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
        add(node, site(side), category(side), side.exitCode(), side.message());
    }

    private void add(String node, @Nullable SiteName site, FailureCategory category, int exitCode, String message) {
        String line = message.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        nodes.add(new Failure(id, attempt, site, category, exitCode, 1, node, line));
    }

    private static FailureCategory category(SideFile side) {
        return ErrorTable.get().category(side.category(), side.exitCode());
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
                nodes.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
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

    private static NavigableMap<Landed, Start> lastStarts(Path side, int attempt) throws IOException {
        TreeMap<Landed, Start> starts = new TreeMap<>(Landed.ORDER);
        if (!Files.isDirectory(side)) {
            return starts;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(side, "*-a" + attempt + "_*.json")) {
            for (Path file : found) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    Landed landed = new Landed(Integer.parseInt(name.group(3)), name.group(1));
                    Start start = new Start(Integer.parseInt(name.group(4)), file);
                    if (starts.size() < MAX_STARTS || starts.containsKey(landed)) {
                        starts.merge(landed, start, BinaryOperator.maxBy(Comparator.comparingInt(Start::nodeRetry)));
                    }
                }
            }
        }
        return starts;
    }

    /** Whether the attempt is the one that is under way, or was the last: attempt.dag names it. */
    private static boolean isUnderWay(Path dag, int attempt) throws IOException {
        Path named = dag.resolve("attempt.dag");
        Matcher now = ATTEMPT.matcher(Files.exists(named) ? Files.readString(named) : "");
        return now.find() && Integer.parseInt(now.group(1)) == attempt;
    }

    /**
     * DAGMan's status file of the work unit, if it is of this attempt and landing: it is younger than what begins them. A
     * work unit that is spliced has no file of its own.
     */
    private static Optional<NodeStatusFile> status(Path dag, Path group) {
        boolean own = Files.exists(group.resolve("group.dag.status"));
        Path file = own ? group.resolve("group.dag.status") : dag.resolve("workflow.dag.status");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (FileStamp.isOlder(file, dag.resolve("attempt.dag"))
                || FileStamp.isOlder(file, group.resolve("sites.inc"))) {
            return Optional.empty();
        }
        return own
                ? DagmanFiles.status(group, "group.dag")
                : DagmanFiles.status(dag, "workflow.dag")
                        .filter(SplicedUnits::has)
                        .map(all -> SplicedUnits.of(all, String.valueOf(group.getFileName())));
    }
}
