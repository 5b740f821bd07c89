package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.request.LumiRange;

/** A job that still takes files. */
final class OpenJob {
    private final LocationGroup group;
    private final List<JobInput> inputs = new ArrayList<>();
    private final TreeMap<Integer, List<LumiRange>> mask = new TreeMap<>();
    private long events;

    OpenJob(LocationGroup group) {
        this.group = group;
    }

    int files() {
        return inputs.size();
    }

    void add(InputFile file, long eventsToRead) {
        inputs.add(JobInput.of(file));
        events += eventsToRead;
    }

    /** Adds ranges of one run of one file. Those of two files stay apart, also where they touch. */
    void accept(int run, List<LumiRange> ranges) {
        mask.computeIfAbsent(run, r -> new ArrayList<>()).addAll(ranges);
    }

    SplitJob close() {
        List<RunLumis> runs = new ArrayList<>(mask.size());
        for (Map.Entry<Integer, List<LumiRange>> run : mask.entrySet()) {
            run.getValue().sort(Comparator.comparingLong(LumiRange::first).thenComparingLong(LumiRange::last));
            runs.add(new RunLumis(run.getKey(), run.getValue()));
        }
        return new SplitJob(group, inputs, runs, null, events, events);
    }
}
