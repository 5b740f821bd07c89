package org.wms2.server.local;

import java.util.function.Consumer;

/** One of the services. Errors name the log and what to do. */
interface LocalService {
    String name();

    ServiceStatus status();

    /** Starts it if it does not run; returns when it answers. */
    void start(Consumer<String> progress);

    /** Stops it if it runs. */
    void stop(Consumer<String> progress);

    /** Deletes its data; it does not run. */
    void wipe();
}
