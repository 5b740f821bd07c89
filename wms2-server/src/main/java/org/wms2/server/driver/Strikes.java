package org.wms2.server.driver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;

/**
 * A request's budget of time and errors: turns in a row that came to nothing by a fault of our own. When it is used up
 * the request is quarantined, and begins with a new one. A database or service that does not answer is nobody's strike.
 * Thread-safe.
 */
final class Strikes {
    private static final Logger LOG = LoggerFactory.getLogger(Strikes.class);

    private final Turns turns;
    private final int budget;
    private final Map<RequestName, Integer> counts = new ConcurrentHashMap<>();

    Strikes(Turns turns, int budget) {
        this.turns = turns;
        this.budget = budget;
    }

    /** A turn has gone well. */
    void forget(RequestName name) {
        counts.remove(name);
    }

    /** A turn has thrown. */
    void thrown(RequestName name, RuntimeException error) {
        if (!(error instanceof Wms2Exception known) || !known.code().retryable()) {
            strike(name, error.toString());
        }
    }

    /** A turn came to nothing. */
    void strike(RequestName name, String why) {
        int count = counts.merge(name, 1, Integer::sum);
        if (count >= budget) {
            quarantine(name, why);
        }
    }

    /** At once, whatever the count. */
    void quarantine(RequestName name, String why) {
        try {
            turns.quarantine(name, why);
            counts.remove(name);
        } catch (RuntimeException e) {
            LOG.warn("{} is not quarantined, it is tried again after its next turn: {}", name, e.toString());
        }
    }
}
