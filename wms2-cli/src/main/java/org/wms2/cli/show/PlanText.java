package org.wms2.cli.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wms2.domain.ledger.Audit;
import org.wms2.domain.view.BlockView;
import org.wms2.domain.view.JobView;
import org.wms2.domain.view.PlanView;
import org.wms2.domain.view.UnitView;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.EventRange;

/** A plan's parts in words. */
public final class PlanText {
    /** Ranges of lumi sections, or spans, that fit into a cell. */
    private static final int BRIEF = 4;

    private PlanText() {}

    /** What the plan is of, in one line. */
    public static String head(PlanView plan) {
        String states = states(plan.states());
        return plan.workflow().request() + (plan.isSimulated() ? " (simulated)" : "") + "  "
                + plan.workflow().splitting().algo().word() + ", " + Amounts.number(plan.positions()) + " "
                + Audit.counted(plan.workflow()) + (states.isEmpty() ? "" : ": " + states);
    }

    /** An empty table of work units. */
    public static Table units() {
        return Table.of(
                ">ROUND",
                ">UNIT",
                "ID",
                "STATUS",
                ">JOBS",
                ">FILES",
                ">LUMIS",
                ">EVENTS",
                ">MERGED FILES",
                ">SIZE",
                "SITES",
                "POSITIONS");
    }

    /** Adds a work unit to the table. */
    public static void row(Table table, UnitView unit) {
        Object site = unit.site() == null ? words(unit.sites()) : unit.site();
        table.row(
                unit.round(),
                unit.ordinal(),
                unit.id() == null ? "-" : unit.id(),
                unit.status(),
                Amounts.number(unit.jobs().size()),
                Amounts.number(unit.files()),
                Amounts.number(unit.lumis()),
                Amounts.number(unit.events()),
                "~" + unit.mergedFiles(),
                "~" + Amounts.bytes(unit.mergedBytes()),
                site,
                brief(unit.spans().stream().map(Span::toString).toList()));
    }

    /** A work unit with its jobs. */
    public static String jobs(UnitView unit) {
        Table head = units();
        row(head, unit);
        Table jobs = Table.of(">JOB", ">EVENTS", "LUMIS OR EVENTS", "FILES");
        for (JobView job : unit.jobs()) {
            jobs.row(job.index(), Amounts.number(job.events()), extent(job), files(job));
        }
        String indent = System.lineSeparator() + "    ";
        return head.text() + indent + String.join(indent, jobs.text().lines().toList()) + System.lineSeparator();
    }

    private static String files(JobView job) {
        if (job.inputs().isEmpty()) {
            return "-";
        }
        int more = job.inputs().size() - 1;
        return job.inputs().getFirst().lfn() + (more > 0 ? " +" + more : "");
    }

    /** Which lumi sections or events a job processes, in short. */
    static String extent(JobView job) {
        EventRange range = job.range();
        if (range == null) {
            List<String> runs = lumis(job.sections());
            return runs.isEmpty() ? "whole files" : brief(runs);
        }
        String events = "events " + range.firstEvent() + "-" + range.lastEvent();
        return job.inputs().isEmpty()
                ? events + ", run " + range.run() + " lumis " + range.firstLumi() + "-" + range.lastLumi()
                : events;
    }

    /** {@code run: first-last} for each range. */
    static List<String> lumis(List<RunLumis> runs) {
        List<String> words = new ArrayList<>();
        for (RunLumis run : runs) {
            run.lumis()
                    .forEach(r -> words.add(
                            run.run() + ":" + (r.first() == r.last() ? r.first() : r.first() + "-" + r.last())));
        }
        return words;
    }

    /** An empty table of blocks. */
    public static Table blocks() {
        return Table.of("BLOCK", ">FILES", ">LUMIS", ">EVENTS", ">POSITIONS", "STATES", "EXCLUDED", "AT");
    }

    /** Adds a block to the table. */
    public static void row(Table table, BlockView block) {
        table.row(
                block.name(),
                Amounts.number(block.files()),
                Amounts.number(block.lumis()),
                Amounts.number(block.events()),
                Amounts.number(block.positions()),
                block.states().isEmpty() ? "-" : states(block.states()),
                block.exclusions().isEmpty()
                        ? "-"
                        : block.exclusions().stream()
                                .map(e -> e.reason().word() + amount(e.files(), "file") + amount(e.lumis(), "lumi"))
                                .collect(Collectors.joining(", ")),
                block.rses().isEmpty() ? "-" : words(block.rses()));
    }

    private static String amount(long number, String what) {
        return number == 0 ? "" : " " + Amounts.number(number) + " " + what + (number == 1 ? "" : "s");
    }

    /** {@code 600 merged, 10 available}; empty if there are none. */
    static String states(Map<LedgerState, Long> states) {
        return new TreeMap<>(states)
                .entrySet().stream()
                        .filter(s -> s.getValue() != 0)
                        .map(s ->
                                Amounts.number(s.getValue()) + " " + s.getKey().word())
                        .collect(Collectors.joining(", "));
    }

    /** What is in no work unit, in lines; none if nothing is. */
    public static List<String> left(PlanView.Left left, String counted) {
        List<String> lines = new ArrayList<>();
        if (left.waiting() > 0) {
            lines.add(Amounts.number(left.waiting()) + " " + counted + " could not be planned now: " + left.reason());
        }
        if (left.overTimeLimit() > 0) {
            lines.add(Amounts.number(left.overTimeLimit())
                    + " lumi sections will be left out: each alone is estimated above the job time limit");
        }
        return lines;
    }

    private static String words(Iterable<?> names) {
        List<String> words = new ArrayList<>();
        names.forEach(name -> words.add(name.toString()));
        return words.isEmpty() ? "-" : String.join(",", words);
    }

    static String brief(List<String> words) {
        return words.size() <= BRIEF
                ? String.join(" ", words)
                : String.join(" ", words.subList(0, BRIEF)) + " +" + (words.size() - BRIEF);
    }
}
