package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.htcondor.QueueSnapshot;

/**
 * One look at the queue per cycle for all requests, and one at the held jobs if there are any: the first who asks pays for
 * it, also for the wait when the schedd does not answer. Thread-safe.
 */
public final class SharedQueue {
    private final HTCondor htcondor;
    private final InstantSource clock;
    private final Duration maxAge;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable QueueSnapshot latest;
    private @Nullable HeldJobs held;
    private volatile @Nullable ServiceUnavailableException failure;
    private Instant failedAt = Instant.MIN;

    private record HeldJobs(List<HeldJob> jobs, Instant askedAt) {}

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
            requireAnAnswer(now);
            QueueSnapshot snapshot = asked(htcondor::observe);
            latest = snapshot;
            return snapshot;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Held node jobs of all DAGs, not older than the maximal age. The schedd is asked for them only if DAGMan has counted
     * some: up to one update of its ad later than they were held, therefore.
     *
     * @throws ServiceUnavailableException if the schedd does not answer
     */
    public List<HeldJob> heldJobs() {
        lock.lock();
        try {
            if (look().dags().stream().allMatch(d -> d.jobs().held() == 0)) {
                held = null;
                return List.of();
            }
            HeldJobs known = held;
            Instant now = clock.instant();
            if (known != null && known.askedAt().plus(maxAge).isAfter(now)) {
                return known.jobs();
            }
            // Asked for at most once a cycle, also in vain: its silence says nothing of the queue itself.
            held = new HeldJobs(List.of(), now);
            List<HeldJob> jobs = htcondor.heldJobs();
            held = new HeldJobs(jobs, now);
            return jobs;
        } finally {
            lock.unlock();
        }
    }

    /**
     * For a view: held node jobs at this moment, whatever DAGMan has counted. A schedd that has just been silent is not
     * waited for again.
     *
     * @throws ServiceUnavailableException if the schedd does not answer
     */
    public List<HeldJob> heldNow() {
        lock.lock();
        try {
            requireAnAnswer(clock.instant());
            return asked(htcondor::heldJobs);
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

    /** In which words the schedd was asked in vain the last time; empty if it answered. */
    public Optional<String> silence() {
        return Optional.ofNullable(failure).map(ServiceUnavailableException::text);
    }

    /** A job has been released by ourselves: it is held no longer, as far as is known, until the schedd is asked again. */
    public void forget(HeldJob released) {
        lock.lock();
        try {
            HeldJobs known = held;
            if (known != null) {
                held = new HeldJobs(
                        known.jobs().stream()
                                .filter(j -> !j.cluster().equals(released.cluster()))
                                .toList(),
                        known.askedAt());
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next look asks anew: we have changed the queue ourselves. */
    public void forget() {
        lock.lock();
        try {
            latest = null;
            held = null;
        } finally {
            lock.unlock();
        }
    }

    /** A schedd that has just been silent is not asked again in the same cycle. */
    private void requireAnAnswer(Instant now) {
        ServiceUnavailableException last = failure;
        if (last != null && failedAt.plus(maxAge).isAfter(now)) {
            throw new ServiceUnavailableException(last.service(), "the schedd does not answer", last);
        }
    }

    private <T> T asked(Supplier<T> question) {
        try {
            T answer = question.get();
            failure = null;
            return answer;
        } catch (ServiceUnavailableException e) {
            failure = e;
            failedAt = clock.instant();
            throw e;
        }
    }
}
