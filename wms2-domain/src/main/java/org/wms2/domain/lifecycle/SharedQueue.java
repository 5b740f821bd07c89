package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.htcondor.QueueSnapshot;

/** One look at the queue per cycle for all requests: the first who asks pays for it. Thread-safe. */
public final class SharedQueue {
    private final HTCondor htcondor;
    private final InstantSource clock;
    private final Duration maxAge;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable QueueSnapshot latest;

    public SharedQueue(HTCondor htcondor, InstantSource clock, Duration maxAge) {
        this.htcondor = htcondor;
        this.clock = clock;
        this.maxAge = maxAge;
    }

    /**
     * A snapshot not older than the maximal age.
     *
     * @throws org.wms2.ports.error.ServiceUnavailableException if the schedd does not answer
     */
    public QueueSnapshot look() {
        lock.lock();
        try {
            QueueSnapshot known = latest;
            if (known == null || !known.takenAt().plus(maxAge).isAfter(clock.instant())) {
                known = htcondor.observe();
                latest = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }
}
