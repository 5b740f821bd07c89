package org.wms2.domain.planning;

import java.util.List;
import org.wms2.domain.ledger.Spans;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.workflow.GeneratorRange;

/**
 * What there is to plan: every position that nobody has taken.
 *
 * @param positions given so far, from 0; 0 for an input of which everything is excluded
 * @param taken by work units or excluded: ascending, disjoint, none adjacent
 */
public record RoundInput(long positions, List<Span> taken, BlockSource blocks) {
    public RoundInput {
        taken = List.copyOf(taken);
    }

    /** The events of a generator. */
    public static RoundInput of(GeneratorRange generator, List<Span> taken) {
        return new RoundInput(generator.events(), taken, within -> List.of());
    }

    /** An input of which nothing is planned, and of which it is not known yet how large it is. */
    public static RoundInput whole(BlockSource blocks) {
        return new RoundInput(Span.ALL.end(), List.of(), blocks);
    }

    /** Positions to plan, ascending. */
    public List<Span> available() {
        return positions == 0 ? List.of() : Spans.without(new Span(0, positions), taken);
    }
}
