package org.wms2.server.local;

import java.time.Duration;
import java.util.function.Consumer;
import org.wms2.condor.pool.PersonalPool;
import org.wms2.condor.pool.PoolStatus;
import org.wms2.ports.error.ServiceUnavailableException;

/** The personal HTCondor pool. */
record PoolService(PersonalPool pool) implements LocalService {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(500);

    @Override
    public String name() {
        return "HTCondor pool";
    }

    @Override
    public ServiceStatus status() {
        PoolStatus status = pool.status();
        ServiceStatus.State state = switch (status.state()) {
            case READY -> ServiceStatus.State.RUNNING;
            case ALIVE -> ServiceStatus.State.ILL;
            case STOPPED -> ServiceStatus.State.STOPPED;
        };
        String detail = state == ServiceStatus.State.STOPPED ? "" : status.words();
        return new ServiceStatus(name(), state, detail, pool.directory().resolve("log"));
    }

    @Override
    public void start(Consumer<String> progress) {
        PoolStatus.State state = pool.status().state();
        if (state == PoolStatus.State.ALIVE) {
            progress.accept("the HTCondor pool is there, but does not answer: waiting for it");
            state = awaitAnswer();
        }
        if (state == PoolStatus.State.STOPPED) {
            progress.accept("starting the HTCondor pool (the first time HTCondor is unpacked)");
            pool.start();
        }
    }

    /** A pool that starts, or is busy, answers soon; one that is stuck is not waited for any longer. */
    private PoolStatus.State awaitAnswer() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        PoolStatus status = pool.status();
        while (status.state() == PoolStatus.State.ALIVE) {
            if (System.nanoTime() - deadline > 0) {
                throw new ServiceUnavailableException(
                        "HTCondor",
                        "the pool is alive and does not answer (" + status.words() + "): look at "
                                + pool.directory().resolve("log") + ", or run 'wms2 local stop', then start");
            }
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServiceUnavailableException("HTCondor", "interrupted while waiting for the pool", e);
            }
            status = pool.status();
        }
        return status.state();
    }

    @Override
    public void stop(Consumer<String> progress) {
        if (pool.status().state() != PoolStatus.State.STOPPED) {
            progress.accept("stopping the HTCondor pool");
            pool.stop();
        }
    }

    @Override
    public void wipe() {
        pool.reset();
    }
}
