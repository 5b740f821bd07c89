package org.wms2.domain.ledger;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.domain.splitting.Splitter;
import org.wms2.domain.splitting.Splitters;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.workflow.Workflow;

/**
 * The jobs of a work unit, made again from its spans: no job is stored anywhere, and splitting just the spans of a work
 * unit gives the jobs that it was planned with. In memory: one work unit, and the block that was read last. Not
 * thread-safe.
 */
public final class UnitJobs {
    private final Workflow workflow;
    private final Function<Span, ? extends Iterable<InputBlock>> blocks;
    /** The next work unit mostly goes on in it. */
    private @Nullable InputBlock last;

    /** @param blocks of the input that have a position in a span, in order; others may come too */
    public UnitJobs(Workflow workflow, Function<Span, ? extends Iterable<InputBlock>> blocks) {
        this.workflow = workflow;
        this.blocks = blocks;
    }

    /**
     * A job at its place.
     *
     * @param index in the work unit, from 0
     * @param block that it reads; null for a generator
     */
    public record Placed(int index, @Nullable InputBlock block, SplitJob job) {}

    /**
     * The jobs of a work unit, in order.
     *
     * @param spans of the work unit: ascending, disjoint, none adjacent
     */
    public List<Placed> of(List<Span> spans) {
        List<Placed> placed = new ArrayList<>();
        if (workflow.generation().isPresent()) {
            add(placed, null, Splitters.generated(workflow, spans));
            return placed;
        }
        Splitter splitter = Splitters.of(workflow);
        long done = 0;
        for (Span span : spans) {
            InputBlock known = last;
            if (known != null && known.firstPosition() >= done && contains(known, span.first())) {
                add(placed, known, splitter, spans);
                done = known.endPosition();
            }
            if (span.end() > done) {
                done = read(placed, splitter, spans, new Span(Math.max(done, span.first()), span.end()));
            }
        }
        return placed;
    }

    /** Adds the jobs of the blocks of a span; where the last of them ends. */
    private long read(List<Placed> placed, Splitter splitter, List<Span> spans, Span span) {
        long done = span.first();
        for (InputBlock block : blocks.apply(span)) {
            // The source may give more than was asked for.
            if (block.positions() > 0 && block.endPosition() > span.first() && block.firstPosition() < span.end()) {
                add(placed, block, splitter, spans);
                done = block.endPosition();
                last = block;
            }
        }
        return done;
    }

    private static boolean contains(InputBlock block, long position) {
        return block.firstPosition() <= position && position < block.endPosition();
    }

    private static void add(List<Placed> placed, InputBlock block, Splitter splitter, List<Span> spans) {
        Span all = new Span(block.firstPosition(), block.endPosition());
        add(placed, block, splitter.split(block, Spans.within(all, spans)));
    }

    private static void add(List<Placed> placed, @Nullable InputBlock block, Iterator<SplitJob> jobs) {
        while (jobs.hasNext()) {
            placed.add(new Placed(placed.size(), block, jobs.next()));
        }
    }
}
