package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.Admission;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.Ports;
import org.wms2.ports.error.ServiceUnavailableException;

/** How many DAGs may be active, asked of the schedd now and then: an operator may change its limits. Thread-safe. */
public final class Slots {
    /** A queued request on which nobody has had a claim for so long is passed over by the others. */
    public static final Duration ABANDONED = Duration.ofMinutes(5);

    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    private final Ports ports;
    private final DomainSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Admission known;
    private Instant askedAt = Instant.MIN;
    private @Nullable ServiceUnavailableException failure;
    private Instant failedAt = Instant.MIN;

    public Slots(Ports ports, DomainSettings settings) {
        this.ports = ports;
        this.settings = settings;
    }

    /** The effective cap, 1 or more. */
    int get() {
        return admission().slots();
    }

    /**
     * The cap and where it comes from, at most ten minutes old; older while the schedd is silent, or somebody else is
     * asking it just now.
     *
     * @throws ServiceUnavailableException if the schedd does not answer, and never has
     */
    public Admission admission() {
        Admission last = known;
        if (last != null && !lock.tryLock()) {
            return last;
        }
        if (last == null) {
            lock.lock();
        }
        try {
            return lookedUp();
        } finally {
            lock.unlock();
        }
    }

    private Admission lookedUp() {
        Instant now = ports.clock().instant();
        Admission last = known;
        if (last != null && askedAt.plus(MAX_AGE).isAfter(now)) {
            return last;
        }
        ServiceUnavailableException silent = failure;
        if (silent != null && failedAt.plus(settings.pollInterval()).isAfter(now)) {
            return lastOr(silent);
        }
        try {
            Admission fresh = Admission.of(
                    settings.maxActiveDags(),
                    settings.planning().throttles().workUnits(),
                    settings.planning().capacity().layout(),
                    ports.htcondor().limits());
            known = fresh;
            askedAt = now;
            failure = null;
            return fresh;
        } catch (ServiceUnavailableException e) {
            failure = e;
            failedAt = now;
            return lastOr(e);
        }
    }

    private Admission lastOr(ServiceUnavailableException silent) {
        Admission last = known;
        if (last == null) {
            throw new ServiceUnavailableException(silent.service(), silent.text(), silent);
        }
        return last;
    }
}
