package org.wms2.ports.memory;

import java.time.InstantSource;
import org.wms2.ports.store.Stores;

/**
 * Stores without a database, for tests and simulations: the same rules, proved by the same contract tests. Thread-safe.
 * Instants are kept as they are, where PostgreSQL cuts them to microseconds.
 */
public final class InMemoryStores {
    private InMemoryStores() {}

    /**
     * Empty stores.
     *
     * @param clock decides whether a lease is over, as the database's clock does
     */
    public static Stores create(InstantSource clock) {
        MemoryTables tables = new MemoryTables(clock);
        MemoryReads reads = new MemoryReads(tables);
        return new Stores(
                new MemoryRequests(tables),
                reads,
                new MemoryOutputs(tables),
                new MemorySnapshots(tables),
                new MemoryLedger(tables),
                new MemoryWishes(tables),
                reads,
                reads,
                new MemoryAlerts(tables));
    }
}
