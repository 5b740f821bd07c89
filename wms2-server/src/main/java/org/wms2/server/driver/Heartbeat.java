package org.wms2.server.driver;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wms2.ports.id.RequestName;

/**
 * Renews the claims of turns that run for long, on a thread of its own, so that nobody takes a request over in the middle
 * of an effect. That is a courtesy: what a turn writes is fenced whether this beats or not.
 */
final class Heartbeat {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final Turns turns;
    private final Duration every;
    private final Supplier<Collection<RequestName>> running;
    private final Thread thread;

    /** @param running requests whose turn has run for a beat or longer, and is not late */
    Heartbeat(Turns turns, Duration every, Supplier<Collection<RequestName>> running) {
        this.turns = turns;
        this.every = every;
        this.running = running;
        this.thread = Thread.ofVirtual().name("heartbeat").unstarted(this::beat);
    }

    void start() {
        thread.start();
    }

    /** Returns when no more claim will be renewed, or after a beat: a claim that is given back then stays so. */
    void stop() {
        thread.interrupt();
        try {
            thread.join(every);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(every);
                running.get().forEach(this::renew);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew(RequestName name) {
        try {
            turns.renew(name);
        } catch (RuntimeException e) {
            LOG.debug("the claim on {} is not renewed: {}", name, e.toString());
        }
    }
}
