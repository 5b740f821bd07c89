package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.htcondor.QueueSnapshot;

/**
 * One look at the queue per cycle for all requests: the first who asks pays for it, also for the wait when the schedd
 * does not answer. Thread-safe.
 */
public final class SharedQueue {
    private final HTCondor htcondor;
    private final InstantSource clock;
    private final Duration maxAge;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable QueueSnapshot latest;
    private @Nullable ServiceUnavailableException failure;
    private Instant failedAt = Instant.MIN;

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
            Instant now = clock.instant();
            if (known != null && known.takenAt().plus(maxAge).isAfter(now)) {
                return known;
            }
            ServiceUnavailableException last = failure;
            if (last != null && failedAt.plus(maxAge).isAfter(now)) {
                throw new ServiceUnavailableException(last.service(), "the schedd does not answer", last);
            }
            return ask();
        } finally {
            lock.unlock();
        }
    }

    /** For a view: what is known, or can be asked without waiting for another's question; empty if the schedd is silent. */
    public Optional<QueueSnapshot> glance() {
        if (!lock.tryLock()) {
            return Optional.ofNullable(latest);
        }
        try {
            return Optional.of(look());
        } catch (ServiceUnavailableException e) {
            return Optional.ofNullable(latest);
        } finally {
            lock.unlock();
        }
    }

    /** The next look asks anew: we have changed the queue ourselves. */
    public void forget() {
        lock.lock();
        try {
            latest = null;
        } finally {
            lock.unlock();
        }
    }

    private QueueSnapshot ask() {
        try {
            QueueSnapshot snapshot = htcondor.observe();
            latest = snapshot;
            failure = null;
            return snapshot;
        } catch (ServiceUnavailableException e) {
            failure = e;
            failedAt = clock.instant();
            throw e;
        }
    }
}
