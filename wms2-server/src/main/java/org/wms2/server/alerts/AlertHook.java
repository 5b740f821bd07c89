package org.wms2.server.alerts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wms2.domain.TurnResult;
import org.wms2.domain.why.Blockage;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.Alert;
import org.wms2.server.driver.DriverListener;
import org.wms2.server.json.AlertJson;

/**
 * Runs the operator's program for requests that are held, quarantined or stuck: after a turn, on a virtual thread of its
 * own, so that it delays no turn. Each alert (request, kind, since) is given at most once by all servers together: it is
 * kept before the program runs, and a program that fails is not run again.
 */
public final class AlertHook implements DriverListener {
    /** How long the program may take. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(AlertHook.class);
    /** Programs at the same moment; what finds no place is tried again after the request's next turn. */
    private static final int AT_ONCE = 4;

    private final AlertSource source;
    private final AlertProgram program;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Map<RequestName, Alert> given = new ConcurrentHashMap<>();

    public AlertHook(AlertSource source, Path program, Duration timeout) {
        this.source = source;
        this.program = new AlertProgram(program, timeout);
    }

    /** The hook of a program, or nobody if there is none. */
    public static DriverListener of(AlertSource source, Optional<Path> program) {
        return program.<DriverListener>map(p -> new AlertHook(source, p, TIMEOUT))
                .orElse(DriverListener.NONE);
    }

    @Override
    public void turned(TurnResult result) {
        Request request = result.request();
        if (result.kind() == TurnResult.Kind.WATCHING) {
            return;
        }
        Optional<Alert> alert = source.alert(request);
        if (alert.isEmpty()) {
            given.remove(request.name());
        } else if (!alert.get().equals(given.get(request.name())) && places.tryAcquire()) {
            begin(request, alert.get());
        }
    }

    private void begin(Request request, Alert alert) {
        boolean started = false;
        try {
            given.put(request.name(), alert);
            Thread.ofVirtual().name("alert-" + request.name()).start(() -> {
                try {
                    give(request, alert);
                } finally {
                    places.release();
                }
            });
            started = true;
        } finally {
            if (!started) {
                places.release();
            }
        }
    }

    private void give(Request request, Alert alert) {
        try {
            Blockage blockage = source.why(request.name());
            if (source.isNew(alert)) {
                program.run(AlertJson.of(request, alert, blockage));
            }
        } catch (RuntimeException e) {
            // Not kept yet, most likely: the next turn tries again.
            given.remove(request.name(), alert);
            LOG.warn("no alert of {} ({}) now: {}", request.name(), alert.kind().word(), e.toString());
        }
    }
}
