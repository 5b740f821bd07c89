package org.wms2.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wms2.domain.housekeeping.Archiving;
import org.wms2.domain.housekeeping.SweepReport;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.RemovedFiles;
import org.wms2.ports.id.RequestName;

/** The server's own sweeps. */
class HousekeeperTest {
    private static final class Counting implements Tidying {
        private final AtomicInteger sweeps = new AtomicInteger();
        private final CountDownLatch four = new CountDownLatch(4);
        private final CountDownLatch hangs = new CountDownLatch(1);
        private boolean hang;

        @Override
        public SweepReport sweep() {
            four.countDown();
            int n = sweeps.incrementAndGet();
            if (hang) {
                await(hangs);
            }
            if (n == 1) {
                throw new Wms2Exception(ErrorCode.DATABASE_UNAVAILABLE, "no database");
            }
            if (n == 2) {
                throw new IllegalStateException("our own fault");
            }
            return new SweepReport(
                    1, 0, 0, 0, RemovedFiles.NONE, RemovedFiles.NONE, n == 3 ? List.of("queue: silent") : List.of());
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Archiving.Result archive(RequestName name, boolean delete, @Nullable String to) {
            throw new AssertionError("nobody wished it");
        }

        @Override
        public Archiving.Leftovers leftovers(RequestName name, boolean delete) {
            throw new AssertionError("nobody wished it");
        }

        @Override
        public List<RemovedDirectory> removedDirectories(RequestName name) {
            throw new AssertionError("nobody asked");
        }
    }

    @Test
    void it_goes_on_whatever_a_sweep_meets_and_ends_when_it_is_closed() throws InterruptedException {
        Counting tidying = new Counting();
        try (Housekeeper keeper = Housekeeper.start(tidying, Duration.ofMillis(20))) {
            assertThat(tidying.four.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(keeper).isNotNull();
        }
        int at = tidying.sweeps.get();
        Thread.sleep(100);
        assertThat(tidying.sweeps.get()).isEqualTo(at);
    }

    @Test
    void a_sweep_that_hangs_does_not_hold_up_the_end() throws InterruptedException {
        Counting tidying = new Counting();
        tidying.hang = true;
        long began = System.nanoTime();
        try (Housekeeper keeper = Housekeeper.start(tidying, Duration.ofMillis(20))) {
            while (tidying.sweeps.get() == 0) {
                Thread.sleep(5);
            }
            assertThat(keeper).isNotNull();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(tidying.sweeps.get()).isOne();
    }
}
