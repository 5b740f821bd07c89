package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.request.LumiRange;

/** A block of files written in words: {@code "1:1-4,7 2:5"} is run 1 with sections 1 to 4 and 7, and run 2 with 5. */
final class WrittenFiles {
    private final List<InputFile> files = new ArrayList<>();

    WrittenFiles add(long events, String lumis) {
        return add(events, lumis, List.of());
    }

    WrittenFiles add(long events, String lumis, List<Lfn> parents) {
        List<RunLumis> runs = new ArrayList<>();
        for (String run : lumis.isEmpty() ? new String[0] : lumis.split(" ", -1)) {
            List<LumiRange> ranges = new ArrayList<>();
            for (String range : run.substring(run.indexOf(':') + 1).split(",", -1)) {
                String[] ends = range.split("-", -1);
                ranges.add(new LumiRange(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1])));
            }
            runs.add(new RunLumis(Integer.parseInt(run.substring(0, run.indexOf(':'))), ranges));
        }
        files.add(new InputFile(files.size(), lfn("f" + files.size()), 1, events, runs, parents));
        return this;
    }

    static Lfn lfn(String name) {
        return new Lfn("/store/data/Run/Data/RAW/v1/" + name + ".root");
    }

    InputBlock block(InputUnits units) {
        return new InputBlock(
                0,
                new BlockName(Inputs.DATASET + "#1"),
                new TreeSet<>(List.of(new RseName("T2_CH_CERN"))),
                0,
                units.positions(files),
                files);
    }

    /** The jobs as {@code "f0 f1 1:1-4 2:5"}, with {@code !} before those that fail. */
    static List<String> jobs(Splitter splitter, InputBlock block, Span... wanted) {
        List<String> jobs = new ArrayList<>();
        List<Span> spans = wanted.length == 0 ? List.of(Span.ALL) : List.of(wanted);
        for (Iterator<SplitJob> made = splitter.split(block, spans); made.hasNext(); ) {
            jobs.add(written(made.next()));
        }
        return jobs;
    }

    private static String written(SplitJob job) {
        StringBuilder words = new StringBuilder(job.failure() == 0 ? "" : "!");
        for (JobInput input : job.inputs()) {
            words.append(words.length() > 1 ? " " : "").append('f').append(input.ordinal());
        }
        for (RunLumis run : job.mask()) {
            List<String> ranges = new ArrayList<>();
            for (LumiRange range : run.lumis()) {
                ranges.add(range.first() == range.last() ? "" + range.first() : range.first() + "-" + range.last());
            }
            words.append(' ').append(run.run()).append(':').append(String.join(",", ranges));
        }
        if (job.range() != null) {
            words.append(' ')
                    .append(job.range().firstEvent())
                    .append('-')
                    .append(job.range().lastEvent());
        }
        return words.toString();
    }
}
