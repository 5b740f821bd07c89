package org.wms2.server.local;

import java.util.function.Consumer;
import org.wms2.condor.pool.PersonalPool;
import org.wms2.condor.pool.PoolStatus;

/** The personal HTCondor pool. */
record PoolService(PersonalPool pool) implements LocalService {
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
        if (!pool.status().isReady()) {
            progress.accept("starting the HTCondor pool (the first time HTCondor is unpacked)");
            pool.start();
        }
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
