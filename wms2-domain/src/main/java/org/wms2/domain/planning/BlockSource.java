package org.wms2.domain.planning;

import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.Span;

/** Where a plan gets blocks of the input from, in their order. */
@FunctionalInterface
public interface BlockSource {
    /** Blocks that have a position in the span; others may come too. Each iteration reads anew, a few at a time. */
    Iterable<InputBlock> blocks(Span within);
}
