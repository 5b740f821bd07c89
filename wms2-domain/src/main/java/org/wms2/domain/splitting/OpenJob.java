package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.request.LumiRange;

/** A job that still takes files and lumi sections; after it was closed, the next one. */
final class OpenJob {
    private final List<JobInput> inputs = new ArrayList<>();
    private int[] runs = new int[8];
    private long[] firsts = new long[8];
    private long[] lasts = new long[8];
    /** Which of the inputs each range is of. */
    private int[] owners = new int[8];

    private int ranges;
    private final List<Span> spans = new ArrayList<>();
    private long spanFirst;
    private long spanEnd = -1;
    private long events;

    boolean isEmpty() {
        return inputs.isEmpty();
    }

    int files() {
        return inputs.size();
    }

    List<JobInput> inputs() {
        return inputs;
    }

    List<Span> spans() {
        if (spanEnd < 0) {
            return List.of();
        }
        if (spans.isEmpty()) {
            return List.of(new Span(spanFirst, spanEnd));
        }
        List<Span> all = new ArrayList<>(spans);
        all.add(new Span(spanFirst, spanEnd));
        return List.copyOf(all);
    }

    void add(JobInput input) {
        inputs.add(input);
    }

    void addEvents(long more) {
        events += more;
    }

    /** Adds the positions of what was added, after those that it has. */
    void claim(long first, long end) {
        if (spanEnd == first) {
            spanEnd = end;
            return;
        }
        if (spanEnd >= 0) {
            spans.add(new Span(spanFirst, spanEnd));
        }
        spanFirst = first;
        spanEnd = end;
    }

    int ranges() {
        return ranges;
    }

    int run(int range) {
        return runs[range];
    }

    long first(int range) {
        return firsts[range];
    }

    long last(int range) {
        return lasts[range];
    }

    /** Which of the inputs a range is of. */
    int owner(int range) {
        return owners[range];
    }

    /** Whether some of these positions are the job's. */
    boolean claims(long first, long end) {
        for (Span span : spans()) {
            if (span.first() < end && first < span.end()) {
                return true;
            }
        }
        return false;
    }

    /** Forgets everything. */
    void clear() {
        inputs.clear();
        ranges = 0;
        spans.clear();
        spanEnd = -1;
        events = 0;
    }

    /** Adds a range of one run of the file that was added last. Those of two files stay apart, also where they touch. */
    void accept(int run, long first, long last) {
        if (ranges == runs.length) {
            runs = Arrays.copyOf(runs, 2 * ranges);
            firsts = Arrays.copyOf(firsts, 2 * ranges);
            lasts = Arrays.copyOf(lasts, 2 * ranges);
            owners = Arrays.copyOf(owners, 2 * ranges);
        }
        runs[ranges] = run;
        firsts[ranges] = first;
        lasts[ranges] = last;
        owners[ranges] = inputs.size() - 1;
        ranges++;
    }

    /** Makes the range that was added last longer. */
    void stretch(long last) {
        lasts[ranges - 1] = last;
    }

    SplitJob close(@Nullable Long skipPileupEvents, int failure) {
        SplitJob job =
                new SplitJob(List.copyOf(inputs), mask(), null, events, events, spans(), skipPileupEvents, failure);
        clear();
        return job;
    }

    private List<RunLumis> mask() {
        if (ranges == 0) {
            return List.of();
        }
        if (ranges == 1) {
            return List.of(new RunLumis(runs[0], List.of(new LumiRange(firsts[0], lasts[0]))));
        }
        Integer[] order = inOrder();
        List<RunLumis> mask = new ArrayList<>(4);
        List<LumiRange> ofRun = new ArrayList<>(ranges);
        for (int i = 0; i < ranges; i++) {
            int at = order.length == 0 ? i : order[i];
            ofRun.add(new LumiRange(firsts[at], lasts[at]));
            int after = i + 1 == ranges ? -1 : runs[order.length == 0 ? i + 1 : order[i + 1]];
            if (i + 1 == ranges || after != runs[at]) {
                mask.add(new RunLumis(runs[at], ofRun));
                ofRun.clear();
            }
        }
        return mask;
    }

    /** The order by run and lumi section; empty if they are in order as they were added. */
    private Integer[] inOrder() {
        for (int i = 1; i < ranges; i++) {
            if (runs[i] < runs[i - 1] || (runs[i] == runs[i - 1] && firsts[i] < firsts[i - 1])) {
                Integer[] order = new Integer[ranges];
                Arrays.setAll(order, at -> at);
                Arrays.sort(
                        order, Comparator.<Integer>comparingInt(at -> runs[at]).thenComparingLong(at -> firsts[at]));
                return order;
            }
        }
        return new Integer[0];
    }
}
