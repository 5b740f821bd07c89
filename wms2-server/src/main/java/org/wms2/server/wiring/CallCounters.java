package org.wms2.server.wiring;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wms2.ports.system.Call;
import org.wms2.ports.system.CallObserver;

/** Counts every remote call by target, operation and outcome, and tells the log at debug. */
public final class CallCounters implements CallObserver {
    private static final Logger LOG = LoggerFactory.getLogger(CallCounters.class);

    private final Map<Key, LongAdder> counters = new ConcurrentHashMap<>();

    /** What is counted apart. */
    public record Key(String target, String operation, Call.Outcome outcome) {}

    @Override
    public void observed(Call call) {
        counters.computeIfAbsent(new Key(call.target(), call.operation(), call.outcome()), k -> new LongAdder())
                .increment();
        LOG.debug(
                "{} {}: {} in {} ms",
                call.target(),
                call.operation(),
                call.outcome(),
                call.time().toMillis());
    }

    /** Calls of one kind so far. */
    public long count(String target, String operation, Call.Outcome outcome) {
        LongAdder counter = counters.get(new Key(target, operation, outcome));
        return counter == null ? 0 : counter.sum();
    }

    /** Calls that did not end well, by target. */
    public Map<String, Long> troubles() {
        Map<String, Long> troubles = new TreeMap<>();
        counters.forEach((key, counter) -> {
            if (key.outcome() != Call.Outcome.OK) {
                troubles.merge(key.target(), counter.sum(), Long::sum);
            }
        });
        return troubles;
    }
}
