package org.wms2.cli.show;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.wms2.domain.RequestView;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.htcondor.JobCounts;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.WorkUnitCounts;

/** Requests and their parts in words. */
public final class RequestText {
    private static final int BAR = 20;
    private static final int BRIEF = 70;

    private RequestText() {}

    /** The table of outputs, with where their files lie if they lie here. */
    public static String outputs(List<OutputDataset> outputs, Function<OutputDataset, Optional<Path>> where) {
        Table table = Table.of("OUTPUT DATASET", ">FILES", ">EVENTS", ">SIZE", "STATUS");
        StringBuilder places = new StringBuilder();
        for (OutputDataset output : outputs) {
            table.row(
                    output.dataset(),
                    Amounts.number(output.files()),
                    Amounts.number(output.events()),
                    Amounts.bytes(output.bytes()),
                    output.status().word());
            where.apply(output)
                    .ifPresent(path ->
                            places.append(System.lineSeparator()).append("  ").append(path));
        }
        if (table.isEmpty()) {
            return "no outputs";
        }
        String here = places.isEmpty() ? "" : System.lineSeparator().repeat(2) + "merged files on this disk:" + places;
        return table.text() + here;
    }

    /** Where a request stands, in one line. */
    public static String progress(RequestView view, boolean bar) {
        StringBuilder line = new StringBuilder(view.request().status().word());
        WorkUnitCounts units = view.units();
        if (units.total() > 0) {
            long done = units.in(WorkUnitStatus.MERGED) + units.in(WorkUnitStatus.REGISTERED);
            long all = units.total() - units.in(WorkUnitStatus.REPLACED);
            line.append(bar ? "  " + bar(done, all) + " " : ": ")
                    .append("work units ")
                    .append(done)
                    .append('/')
                    .append(all);
            if (units.in(WorkUnitStatus.FAILED) > 0) {
                line.append(" (").append(units.in(WorkUnitStatus.FAILED)).append(" failed)");
            }
            line.append(", events ")
                    .append(Amounts.number(units.mergedEvents()))
                    .append('/')
                    .append(Amounts.number(units.expectedEvents()));
        }
        view.jobs()
                .filter(j -> !j.equals(JobCounts.NONE))
                .ifPresent(jobs -> line.append(", jobs ").append(jobs(jobs)));
        if (!view.blocks().isEmpty()) {
            line.append(", ").append(blocks(view.blocks()));
        }
        return line.toString();
    }

    /** A reason in a cell of a table: its beginning. */
    public static String brief(String reason) {
        return reason.length() <= BRIEF ? reason : reason.substring(0, BRIEF - 3) + "...";
    }

    /** Why a held request is held and what may be done. */
    public static String held(RequestView view) {
        String suggestion = view.request().suggestion();
        return view.request().name() + " is held: " + view.request().reason()
                + (suggestion.isEmpty() ? "" : System.lineSeparator() + "suggestion: " + suggestion);
    }

    /** How a request ended, in one line. */
    public static String end(RequestView view) {
        RequestStatus status = view.request().status();
        long lost = view.units().in(WorkUnitStatus.ABANDONED);
        String loss = status == RequestStatus.COMPLETED && lost > 0 ? " with " + lost + " work units given up" : "";
        String reason = view.request().reason();
        String owed = view.request().owing() ? "; what it owes to DBS, Rucio and ReqMgr2 goes on with wms2 serve" : "";
        return view.request().name() + " is " + status.word() + loss + (reason.isEmpty() ? "" : ": " + reason) + owed;
    }

    private static String jobs(JobCounts jobs) {
        return jobs.running() + " running " + jobs.idle() + " idle " + jobs.completed() + " done"
                + (jobs.held() > 0 ? " " + jobs.held() + " held" : "");
    }

    private static String blocks(List<OutputBlock> blocks) {
        long announced =
                blocks.stream().filter(b -> b.status() == BlockStatus.ANNOUNCED).count();
        long registered = blocks.stream().filter(b -> b.status().isRegistered()).count();
        return "blocks " + registered + " registered " + announced + " announced of " + blocks.size();
    }

    private static String bar(long done, long all) {
        int filled = all == 0 ? 0 : (int) (BAR * done / all);
        return "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "]";
    }
}
