package org.wms2.persistence.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.store.RequestStore;

/** Moves through the store, one thread a client. */
record OurMoves(RequestStore requests, LiveRequests live) {
    /** Moves for so long; fails unless each was applied. */
    double perSecond(int seconds) throws SQLException, InterruptedException {
        long began = System.nanoTime();
        long until = began + TimeUnit.SECONDS.toNanos(seconds);
        List<Callable<Long>> clients = new ArrayList<>();
        for (int client = 0; client < live.clients(); client++) {
            int number = client;
            clients.add(() -> moves(number, until));
        }
        long moves = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
            for (Future<Long> done : threads.invokeAll(clients)) {
                moves += done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed", e);
        }
        double took = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
        if (live.moved() != moves) {
            throw new IllegalStateException(moves + " moves were applied, stored are " + live.moved());
        }
        return moves / took;
    }

    private long moves(int client, long until) {
        long moves = 0;
        for (long version = 1; ; version++) {
            for (int number = 0; number < LiveRequests.EACH; number++) {
                if (System.nanoTime() >= until) {
                    return moves;
                }
                RequestName name = LiveRequests.name(client, number);
                if (!requests.apply(LiveRequests.move(name, version))) {
                    throw new IllegalStateException("move " + version + " of " + name + " was not applied");
                }
                moves++;
            }
        }
    }
}
