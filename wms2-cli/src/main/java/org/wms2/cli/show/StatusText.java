package org.wms2.cli.show;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wms2.domain.live.LiveStatus;
import org.wms2.domain.live.UnitStatus;
import org.wms2.domain.why.Blockage;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.ClaimView;

/** Where a request stands, in the manner of {@code condor_q -nobatch}: a line per DAG and work unit, then sums. */
public final class StatusText {
    private static final int BAR = 10;
    private static final int LONG_BAR = 30;
    private static final int NARROW = 100;
    private static final String INDENT = "        ";
    private static final int LEAST_UNITS = 3;

    private StatusText() {}

    /** All of it, however long. */
    public static List<String> of(LiveStatus status) {
        return lines(status, status.units(), false, 0);
    }

    /**
     * As much as fits on a screen: of the work units those that want a look before those that wait or are done.
     *
     * @param columns of the screen
     * @param rows of the screen
     */
    public static List<String> fitting(LiveStatus status, int columns, int rows) {
        int others = lines(status, List.of(), true, columns).size() + 1;
        int room = Math.max(LEAST_UNITS, rows - others);
        List<UnitStatus> shown = status.units();
        if (shown.size() > room) {
            shown = shown.stream()
                    .sorted(Comparator.comparingInt(StatusText::urgency).thenComparingInt(UnitStatus::ordinal))
                    .limit(room - 1L)
                    .sorted(Comparator.comparingInt(UnitStatus::ordinal))
                    .toList();
        }
        return lines(status, shown, true, columns);
    }

    /** What of it changes only when something happens: without the times that pass by themselves. */
    public static String steady(LiveStatus s) {
        return List.of(
                        s.request().status(),
                        s.request().reason(),
                        s.claim().filter(ClaimView::live).map(ClaimView::owner),
                        s.pilot(),
                        s.dags(),
                        s.units(),
                        s.states(),
                        health(s),
                        s.notes())
                .toString();
    }

    private static List<String> lines(LiveStatus status, List<UnitStatus> units, boolean fits, int columns) {
        List<String> lines = new ArrayList<>();
        lines.add(head(status));
        status.pilot()
                .filter(p -> status.dags().isEmpty())
                .ifPresent(p -> PilotText.of(p).lines().forEach(lines::add));
        if (!status.dags().isEmpty()) {
            lines.add("");
            dags(status).text().lines().forEach(lines::add);
        }
        if (!status.units().isEmpty()) {
            lines.add("");
            boolean narrow = fits && columns < NARROW;
            units(status, units, narrow).text().lines().forEach(lines::add);
            if (units.size() < status.units().size() && !units.isEmpty()) {
                lines.add(others(status, units));
            }
            lines.add("");
            lines.add(totals(status));
        }
        text(lines, "health: " + health(status), fits ? columns : 0);
        status.notes().forEach(note -> text(lines, "note: " + note, fits ? columns : 0));
        return lines;
    }

    /** A sentence, broken at blanks where a screen would cut it. */
    private static void text(List<String> lines, String sentence, int columns) {
        String rest = sentence;
        while (columns > INDENT.length() && rest.length() > columns) {
            int blank = rest.lastIndexOf(' ', columns);
            int end = blank <= INDENT.length() ? columns : blank;
            lines.add(rest.substring(0, end));
            rest = INDENT + rest.substring(end).strip();
        }
        lines.add(rest);
    }

    private static String head(LiveStatus status) {
        Request request = status.request();
        String driver =
                status.claim().filter(ClaimView::live).map(ClaimView::owner).orElse("nobody");
        String driven = request.status().isFinal() && !request.owing() ? "" : "; driven by " + driver;
        return request.name() + "  " + request.status().word() + " for " + age(status, request.statusSince()) + driven;
    }

    private static Table dags(LiveStatus status) {
        Table table = Table.of("DAG", ">ATTEMPT", "CLUSTER", "STATUS", ">FOR", ">WORK UNITS", ">JOBS", "WORDS");
        for (Dag dag : status.dags()) {
            table.row(
                    dag.key().tag(),
                    dag.key().attempt(),
                    dag.cluster() == null ? "-" : dag.cluster(),
                    dag.status().word(),
                    age(status, dag.statusSince()),
                    dag.workUnits(),
                    Amounts.number(dag.jobs()),
                    RequestText.brief(dag.reason()));
        }
        return table;
    }

    private static Table units(LiveStatus status, List<UnitStatus> units, boolean narrow) {
        List<String> titles = new ArrayList<>(List.of(">#"));
        if (!narrow) {
            titles.add("WORK UNIT");
        }
        titles.addAll(List.of(
                "SITE", "STATE", ">FOR", ">DONE", ">RUN", ">IDLE", ">HELD", ">FAIL", ">WAIT", ">ALL", "PROGRESS"));
        Table table = Table.of(titles.toArray(String[]::new));
        for (UnitStatus unit : units) {
            List<Object> cells = new ArrayList<>(List.of(unit.ordinal()));
            if (!narrow) {
                cells.add(unit.id());
            }
            cells.add(unit.site() == null ? "-" : unit.site());
            cells.add(unit.word());
            cells.add(age(status, unit.since()));
            numbers(cells, unit);
            table.row(cells.toArray());
        }
        return table;
    }

    private static void numbers(List<Object> cells, UnitStatus unit) {
        cells.add(unit.in(NodeState.DONE));
        cells.add(unit.in(NodeState.RUNNING, NodeState.SCRIPT));
        cells.add(unit.in(NodeState.IDLE));
        cells.add(unit.in(NodeState.HELD));
        cells.add(unit.in(NodeState.FAILED));
        cells.add(unit.in(NodeState.WAITING, NodeState.READY, NodeState.FUTILE, NodeState.INTERRUPTED));
        cells.add(unit.total());
        cells.add(bar(unit.in(NodeState.DONE), unit.total(), BAR));
    }

    private static String others(LiveStatus status, List<UnitStatus> shown) {
        Map<String, Long> words = status.units().stream()
                .filter(u -> !shown.contains(u))
                .collect(Collectors.groupingBy(UnitStatus::word, TreeMap::new, Collectors.counting()));
        return "and " + (status.units().size() - shown.size()) + " more: "
                + words.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String totals(LiveStatus status) {
        long done = status.in(NodeState.DONE);
        long total = status.total();
        if (total == 0) {
            return "Total: " + status.units().size() + " work units";
        }
        return "Total: " + status.units().size() + " work units, " + NodesText.states(status.states()) + "  "
                + bar(done, total, LONG_BAR) + " " + 100 * done / total + " %";
    }

    private static String health(LiveStatus status) {
        Blockage health = status.health();
        String words = health.predicate().isEmpty() ? health.status().word() : health.predicate();
        if (health.cause() == Cause.NONE) {
            String reason = status.request().reason();
            return reason.isEmpty() || words.equals(reason) ? words : words + ": " + reason;
        }
        return words + " (" + health.cause().word() + ", owner "
                + health.owner().word() + ")";
    }

    /** What wants a look first. */
    private static int urgency(UnitStatus unit) {
        return switch (unit.word()) {
            case "held", "failing", "failed", "interrupted" -> 0;
            case "running", "landing" -> 1;
            case "done", "planned", "waiting" -> 2;
            default -> 3;
        };
    }

    private static String age(LiveStatus status, Instant since) {
        return Amounts.time(
                (double) Math.max(0, Duration.between(since, status.at()).toSeconds()));
    }

    private static String bar(long done, long all, int width) {
        int filled = all == 0 ? 0 : (int) (width * done / all);
        return "[" + "#".repeat(filled) + ".".repeat(width - filled) + "]";
    }
}
