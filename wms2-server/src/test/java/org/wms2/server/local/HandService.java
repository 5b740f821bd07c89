package org.wms2.server.local;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A service written by hand: writes down what is done with it. */
class HandService implements LocalService {
    private final String name;
    private final List<String> journal;
    private volatile ServiceStatus.State state;

    HandService(String name, ServiceStatus.State state, List<String> journal) {
        this.name = name;
        this.state = state;
        this.journal = journal;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ServiceStatus status() {
        return new ServiceStatus(name, state, "", Path.of("/log", name));
    }

    @Override
    public void start(Consumer<String> progress) {
        journal.add("start " + name);
        state = ServiceStatus.State.RUNNING;
    }

    @Override
    public void stop(Consumer<String> progress) {
        journal.add("stop " + name);
        state = ServiceStatus.State.STOPPED;
    }

    @Override
    public void wipe() {
        journal.add("wipe " + name);
    }
}
