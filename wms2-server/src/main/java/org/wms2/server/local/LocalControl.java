package org.wms2.server.local;

import java.util.List;
import java.util.function.Consumer;

/** What {@code wms2 local} does with the services of the local profile. */
public interface LocalControl {
    /** Each service as it is now. Quick: asks, and waits for nothing. */
    List<ServiceStatus> status();

    /** Starts what does not run; returns when all answer. */
    void start(Consumer<String> progress);

    /** Stops what runs; data stay. Jobs in the pool end. */
    void stop(Consumer<String> progress);

    /** Stops everything and deletes all data: requests, queue, outputs, the simulated CMS. */
    void reset(Consumer<String> progress);
}
