package org.wms2.domain.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a process remembers of many subjects, of no more than a bound: the one put first is forgotten first. Thread-safe. */
final class Remembered<K, V> {
    private static final int MOST = 10_000;

    private final V nothing;
    private final Map<K, V> values = new LinkedHashMap<>();

    /** Remembers nothing yet; what is not known is {@code nothing}. */
    Remembered(V nothing) {
        this.nothing = nothing;
    }

    synchronized V get(K key) {
        return values.getOrDefault(key, nothing);
    }

    synchronized void update(K key, UnaryOperator<V> change) {
        values.put(key, change.apply(get(key)));
        if (values.size() > MOST) {
            values.remove(values.keySet().iterator().next());
        }
    }
}
