package org.wms2.domain.splitting;

import java.util.List;
import org.wms2.ports.ledger.Span;

/** The wanted positions, for a walk through a block whose positions only rise. */
final class Wanted {
    private final List<Span> spans;
    private int next;

    Wanted(List<Span> spans) {
        this.spans = spans;
    }

    /** The same, from here on. */
    Wanted copy() {
        Wanted copy = new Wanted(spans);
        copy.next = next;
        return copy;
    }

    /** The first wanted position from {@code from} on and before {@code end}; {@code end} if there is none. */
    long first(long from, long end) {
        while (next < spans.size() && spans.get(next).end() <= from) {
            next++;
        }
        return next == spans.size()
                ? end
                : Math.min(end, Math.max(from, spans.get(next).first()));
    }

    /** Where the wanted positions that a wanted one is among end, before {@code end} or there. */
    long end(long wanted, long end) {
        first(wanted, end);
        return Math.min(end, spans.get(next).end());
    }
}
