package org.wms2.domain.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.wms2.ports.ledger.Span;

/** Sets of ledger positions as lists of spans: ascending, disjoint, none adjacent. */
public final class Spans {
    private Spans() {}

    /** Spans in any order, overlapping or touching, made a set. */
    public static List<Span> joined(List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(null);
        List<Span> joined = new ArrayList<>(sorted.size());
        for (Span span : sorted) {
            int last = joined.size() - 1;
            if (last >= 0 && span.first() <= joined.get(last).end()) {
                joined.set(
                        last,
                        new Span(
                                joined.get(last).first(),
                                Math.max(joined.get(last).end(), span.end())));
            } else {
                joined.add(span);
            }
        }
        return List.copyOf(joined);
    }

    /** What of a span is in none of the taken ones. */
    public static List<Span> without(Span all, List<Span> taken) {
        List<Span> left = new ArrayList<>();
        long from = all.first();
        for (Span span : taken) {
            if (span.end() <= from) {
                continue;
            }
            if (span.first() >= all.end()) {
                break;
            }
            if (span.first() > from) {
                left.add(new Span(from, span.first()));
            }
            from = span.end();
        }
        if (from < all.end()) {
            left.add(new Span(from, all.end()));
        }
        return List.copyOf(left);
    }

    /** What of a span is in one of the others. */
    public static List<Span> within(Span bounds, List<Span> spans) {
        List<Span> inside = new ArrayList<>();
        for (Span span : spans) {
            if (span.first() >= bounds.end()) {
                break;
            }
            if (span.overlaps(bounds)) {
                inside.add(new Span(Math.max(span.first(), bounds.first()), Math.min(span.end(), bounds.end())));
            }
        }
        return List.copyOf(inside);
    }

    /** Number of positions. */
    public static long size(List<Span> spans) {
        return spans.stream().mapToLong(Span::size).sum();
    }

    /** How many of the spans share one position of the bounds, at most. */
    public static int depth(Span bounds, List<Span> spans) {
        TreeMap<Long, Integer> changes = new TreeMap<>();
        for (Span span : spans) {
            if (span.overlaps(bounds)) {
                changes.merge(Math.max(span.first(), bounds.first()), 1, Integer::sum);
                changes.merge(Math.min(span.end(), bounds.end()), -1, Integer::sum);
            }
        }
        int depth = 0;
        int most = 0;
        for (int change : changes.values()) {
            depth += change;
            most = Math.max(most, depth);
        }
        return most;
    }
}
