package org.wms2.server.local;

import java.util.function.Consumer;
import org.wms2.persistence.local.ClusterStatus;
import org.wms2.persistence.local.LocalPostgres;

/** PostgreSQL of the local profile. */
record PostgresService(LocalPostgres postgres) implements LocalService {
    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public ServiceStatus status() {
        ClusterStatus status = postgres.status();
        return new ServiceStatus(
                name(),
                status.running() ? ServiceStatus.State.RUNNING : ServiceStatus.State.STOPPED,
                status.running() ? "port " + status.port() + ", pid " + status.pid() : "",
                status.log());
    }

    @Override
    public void start(Consumer<String> progress) {
        if (!postgres.status().running()) {
            progress.accept("starting PostgreSQL");
            postgres.start();
        }
    }

    @Override
    public void stop(Consumer<String> progress) {
        if (postgres.status().running()) {
            progress.accept("stopping PostgreSQL");
            postgres.stop();
        }
    }

    @Override
    public void wipe() {
        postgres.reset();
    }
}
