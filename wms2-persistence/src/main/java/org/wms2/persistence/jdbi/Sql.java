package org.wms2.persistence.jdbi;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Runs statements and translates what goes wrong. */
record Sql(Jdbi jdbi) {
    /** Runs on a connection of its own, each statement by itself. */
    <T> T read(HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.withHandle(work);
        } catch (JdbiException e) {
            throw Failures.of(e);
        }
    }

    /** Runs in one transaction: committed if the work returns, rolled back if it throws. */
    <T> T write(HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.inTransaction(work);
        } catch (JdbiException e) {
            throw Failures.of(e);
        }
    }

    /** Runs one statement by itself; how many rows it touched. */
    int execute(java.util.function.ToIntFunction<Handle> work) {
        return read(work::applyAsInt);
    }
}
