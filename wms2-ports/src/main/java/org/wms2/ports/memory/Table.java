package org.wms2.ports.memory;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A table in memory: rows by key, grouped by one more column, with a journal to undo what a transaction wrote. */
final class Table<K, V, G> {
    private final Function<V, G> group;
    private final Map<K, V> rows = new HashMap<>();
    private final Map<G, Map<K, V>> groups = new HashMap<>();
    private final Deque<Runnable> undo;

    Table(Deque<Runnable> undo, Function<V, G> group) {
        this.undo = undo;
        this.group = group;
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    /** Rows of a group, in the order of their first insertion. */
    List<V> of(G key) {
        Map<K, V> members = groups.get(key);
        return members == null ? List.of() : List.copyOf(members.values());
    }

    int size() {
        return rows.size();
    }

    Collection<V> all() {
        return List.copyOf(rows.values());
    }

    /** Inserts; false if the key is taken. */
    boolean insert(K key, V row) {
        if (rows.containsKey(key)) {
            return false;
        }
        put(key, row);
        return true;
    }

    /** Inserts or replaces. A row never changes its group. */
    void put(K key, V row) {
        V before = rows.put(key, row);
        groups.computeIfAbsent(group.apply(row), g -> new LinkedHashMap<>()).put(key, row);
        undo.push(() -> restore(key, row, before));
    }

    private void restore(K key, V row, @Nullable V before) {
        if (before == null) {
            rows.remove(key);
            Map<K, V> members = groups.get(group.apply(row));
            if (members != null) {
                members.remove(key);
            }
        } else {
            rows.put(key, before);
            groups.getOrDefault(group.apply(row), new HashMap<>()).put(key, before);
        }
    }

    /** A journal for the tables of one database. */
    static Deque<Runnable> journal() {
        return new ArrayDeque<>();
    }
}
