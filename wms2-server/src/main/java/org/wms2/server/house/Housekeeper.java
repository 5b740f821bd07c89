package org.wms2.server.house;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wms2.domain.housekeeping.SweepReport;

/** Sweeps every now and then on a thread of its own: what it waits for holds up no request. */
public final class Housekeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
    /** The first sweep comes so much sooner than the others: a server that was long away finds most to do. */
    private static final int FIRST = 10;

    private final Tidying tidying;
    private final Duration interval;
    private final Thread thread;

    private Housekeeper(Tidying tidying, Duration interval) {
        this.tidying = tidying;
        this.interval = interval;
        this.thread = Thread.ofVirtual().name("housekeeper").unstarted(this::run);
    }

    /** Begins. */
    public static Housekeeper start(Tidying tidying, Duration interval) {
        Housekeeper keeper = new Housekeeper(tidying, interval);
        keeper.thread.start();
        return keeper;
    }

    /** Ends; a sweep that runs is interrupted, and gone on with by the next one. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(FIRST));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            Thread.sleep(interval.dividedBy(FIRST));
            while (!Thread.currentThread().isInterrupted()) {
                once();
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() {
        try {
            SweepReport report = tidying.sweep();
            if (!report.troubles().isEmpty()) {
                LOG.warn("{}", report.words());
            } else if (report.isNews()) {
                LOG.info("{}", report.words());
            }
        } catch (RuntimeException e) {
            LOG.warn("housekeeping, again in {} s: {}", interval.toSeconds(), e.toString());
        }
    }
}
