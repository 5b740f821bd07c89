package org.wms2.cli.commands;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.Composition;
import org.wms2.server.local.LocalControl;
import org.wms2.server.local.ServiceStatus;
import org.wms2.server.settings.Schedds;
import org.wms2.server.settings.Settings;
import org.wms2.server.wiring.Answer;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;

/** Gives out one engine and services that are only words. */
final class FakeComposition implements Composition, LocalControl {
    final FakeEngine engine = new FakeEngine();
    final List<Need> needs = new ArrayList<>();
    final List<Settings> settings = new ArrayList<>();
    final List<String> done = new ArrayList<>();
    ServiceStatus.State state = ServiceStatus.State.STOPPED;
    boolean stubborn;

    @Nullable
    RuntimeException openError;

    @Override
    public Engine open(Settings given, Need need, Consumer<String> progress) {
        settings.add(given);
        needs.add(need);
        if (openError != null) {
            throw openError;
        }
        return engine;
    }

    @Override
    public List<Answer> htcondorChecks(Settings given) {
        return Schedds.of(given).system()
                ? List.of(new Answer("HTCondor sites a@h", false, "no slot advertises GLIDEIN_CMSSite now"))
                : List.of();
    }

    @Override
    public LocalControl local(Settings given) {
        settings.add(given);
        return this;
    }

    @Override
    public List<ServiceStatus> status() {
        return List.of(new ServiceStatus("PostgreSQL", state, "port 1", Path.of("/log/pg.log")));
    }

    @Override
    public void start(Consumer<String> progress) {
        done.add("start");
        progress.accept("starting PostgreSQL");
        change(ServiceStatus.State.RUNNING);
    }

    @Override
    public void stop(Consumer<String> progress) {
        done.add("stop");
        change(ServiceStatus.State.STOPPED);
    }

    @Override
    public void reset(Consumer<String> progress) {
        done.add("reset");
        change(ServiceStatus.State.STOPPED);
    }

    private void change(ServiceStatus.State to) {
        if (!stubborn) {
            state = to;
        }
    }
}
