package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wms2.ports.store.StoreFixtures.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.wms2.ports.request.RequestStatus;

/** Several at once: exactly one wins. */
public abstract class ConcurrencyContract extends StoreContract {
    private static final int RIVALS = 4;

    /** Runs the same at the same moment in several threads. */
    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(work.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> one : work) {
                running.add(threads.submit(() -> {
                    start.await();
                    return one.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }

    @RepeatedTest(5)
    void ofSeveralThatClaimOneGetsIt() throws Exception {
        create("r", RequestStatus.QUEUED);
        List<Callable<Optional<Claim>>> rivals = new ArrayList<>();
        for (int i = 0; i < RIVALS; i++) {
            String owner = "rival" + i;
            rivals.add(() -> requests().claim(name("r"), owner, LEASE));
        }
        List<Claim> won = atOnce(rivals).stream().flatMap(Optional::stream).toList();
        assertThat(won).hasSize(1);
        assertThat(requests().claimOf(name("r")).orElseThrow().owner())
                .isEqualTo(won.getFirst().owner());
        assertThat(won.getFirst().generation()).isEqualTo(1);
    }

    @RepeatedTest(5)
    void ofSeveralThatTakeOverAnExpiredClaimOneGetsIt() throws Exception {
        create("r", RequestStatus.QUEUED);
        claim("r");
        endLease(name("r"));
        List<Callable<Optional<Claim>>> rivals = new ArrayList<>();
        for (int i = 0; i < RIVALS; i++) {
            String owner = "rival" + i;
            rivals.add(() -> requests().claim(name("r"), owner, LEASE));
        }
        assertThat(atOnce(rivals).stream().flatMap(Optional::stream))
                .singleElement()
                .satisfies(c -> assertThat(c.generation()).isEqualTo(2));
    }

    @RepeatedTest(5)
    void ofSeveralDecisionsOnOneVersionOneIsApplied() throws Exception {
        create("r", RequestStatus.QUEUED);
        Claim claim = claim("r");
        List<Callable<Boolean>> rivals = new ArrayList<>();
        for (int i = 0; i < RIVALS; i++) {
            ChangeSet set =
                    set(claim, new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.PLANNING, "by " + i, ""));
            rivals.add(() -> requests().apply(set));
        }
        assertThat(atOnce(rivals)).containsOnlyOnce(true);
        assertThat(requests().find(name("r")).orElseThrow().version()).isEqualTo(2);
        assertThat(stores().work().transitions(name("r"))).hasSize(2);
    }

    @Test
    void manyWritersThatLookAgainLoseNothing() throws Exception {
        create("r", RequestStatus.QUEUED);
        Claim claim = claim("r");
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < RIVALS; i++) {
            writers.add(() -> {
                for (int applied = 0; applied < 10; ) {
                    long seen = requests().find(name("r")).orElseThrow().plannedUnits();
                    ChangeSet set = set(claim, new Change.SetRound(0, seen + 1, false));
                    applied += set.version() == seen + 1 && requests().apply(set) ? 1 : 0;
                }
                return true;
            });
        }
        atOnce(writers);
        assertThat(requests().find(name("r")).orElseThrow().plannedUnits()).isEqualTo(RIVALS * 10L);
    }
}
