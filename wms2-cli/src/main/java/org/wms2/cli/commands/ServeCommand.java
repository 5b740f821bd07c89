package org.wms2.cli.commands;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.app.Signals;
import org.wms2.server.Server;
import org.wms2.server.alerts.AlertHook;
import org.wms2.server.driver.BothListeners;
import org.wms2.server.driver.DriverListener;
import org.wms2.server.settings.Alerting;
import org.wms2.server.settings.House;
import org.wms2.server.settings.Serving;
import org.wms2.server.settings.Settings;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wms2 serve}: the server, until a signal ends it. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Drives all requests and answers HTTP on the loopback, until SIGTERM or Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
    private final App app;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ScheddOptions schedd = new ScheddOptions();

    @Option(names = "--port", paramLabel = "PORT", description = "Port (default 8080; 0: a free one).")
    private @Nullable String port;

    @Option(
            names = "--poll-interval",
            paramLabel = "TIME",
            description = "How often HTCondor is looked at: 500ms, 2s ...")
    private @Nullable String pollInterval;

    ServeCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> flags = new LinkedHashMap<>();
        schedd.put(flags);
        CommonOptions.put(flags, "port", port);
        CommonOptions.put(flags, "poll-interval", pollInterval);
        Settings settings = common.settings(app, flags);
        CommonOptions.sayProfile(app, settings);
        CountDownLatch asked = new CountDownLatch(1);
        try (Signals.Watch watch = app.signals().watch(asked::countDown);
                Engine engine = app.composition().open(settings, Need.RUN, app.talk()::status);
                Server server = Server.start(
                        engine, Serving.of(settings), House.of(settings).interval(), told(engine, settings))) {
            app.talk().clear();
            app.talk().line("listening on " + server.url());
            app.talk().line(engine.admission().words());
            asked.await();
            app.talk().line("stopping: what runs in HTCondor goes on");
        }
        return ExitCodes.OK;
    }

    private DriverListener told(Engine engine, Settings settings) {
        return new BothListeners(new MoveLines(app.talk()), AlertHook.of(engine, settings.find(Alerting.ON_ALERT)));
    }
}
