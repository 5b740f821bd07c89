package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.wms2.domain.Ports;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.store.Claim;

/** A stream that may take longer than a lease: the claim is renewed while it goes on, and the end of it is noticed early. */
final class Renewing<T> implements Iterator<T> {
    /** Parts of a lease after which it is renewed. */
    private static final int OFTEN = 3;

    private final Iterator<T> parts;
    private final Ports ports;
    private final Claim claim;
    private final Duration lease;
    private Instant renewed;

    Renewing(Iterator<T> parts, Ports ports, Claim claim, Instant claimed, Duration lease) {
        this.parts = parts;
        this.ports = ports;
        this.claim = claim;
        this.lease = lease;
        this.renewed = claimed;
    }

    @Override
    public boolean hasNext() {
        renewWhenDue();
        return parts.hasNext();
    }

    @Override
    public T next() {
        return parts.next();
    }

    private void renewWhenDue() {
        Instant now = ports.clock().instant();
        if (now.isBefore(renewed.plus(lease.dividedBy(OFTEN)))) {
            return;
        }
        Optional<Claim> still = ports.stores().requests().claim(claim.request(), claim.owner(), lease);
        if (still.isEmpty() || !still.get().equals(claim)) {
            throw new Wms2Exception(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "another process has taken " + claim.request() + " over: what was read is not stored");
        }
        renewed = now;
    }
}
