package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.Admission;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.Ports;

/** How many DAGs may be active, asked of the schedd now and then: an operator may change its limits. Thread-safe. */
public final class Slots {
    /** A queued request on which nobody has had a claim for so long is passed over by the others. */
    public static final Duration ABANDONED = Duration.ofMinutes(5);

    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    private final Ports ports;
    private final DomainSettings settings;
    private @Nullable Admission known;
    private Instant askedAt = Instant.MIN;

    public Slots(Ports ports, DomainSettings settings) {
        this.ports = ports;
        this.settings = settings;
    }

    /** The effective cap, 1 or more. */
    int get() {
        return admission().slots();
    }

    /**
     * The cap and where it comes from, at most ten minutes old.
     *
     * @throws org.wms2.ports.error.ServiceUnavailableException if the schedd does not answer
     */
    public synchronized Admission admission() {
        Instant now = ports.clock().instant();
        Admission last = known;
        if (last != null && askedAt.plus(MAX_AGE).isAfter(now)) {
            return last;
        }
        Admission fresh = Admission.of(
                settings.maxActiveDags(),
                settings.planning().throttles().workUnits(),
                ports.htcondor().limits());
        known = fresh;
        askedAt = now;
        return fresh;
    }
}
