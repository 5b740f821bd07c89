package org.wms2.cli.commands;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.show.Table;
import org.wms2.server.local.ServiceStatus;
import org.wms2.server.settings.House;
import org.wms2.server.settings.Places;
import org.wms2.server.settings.Profile;
import org.wms2.server.settings.ProxyState;
import org.wms2.server.settings.Settings;
import org.wms2.server.settings.Wires;
import org.wms2.server.wiring.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wms2 doctor}: whether this machine has what WMS2 needs, a line each with what to do. Starts nothing. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks what WMS2 needs on this machine; exit 0 if all is well, else 1.")
final class DoctorCommand implements Callable<Integer> {
    private final App app;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ScheddOptions schedd = new ScheddOptions();

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    DoctorCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        Map<String, String> flags = new LinkedHashMap<>();
        schedd.put(flags);
        Settings settings = common.settings(app, flags);
        List<Finding> findings = new ArrayList<>(new MachineChecks(
                        app.account(), Places.of(settings), House.of(settings).rooms(settings))
                .run());
        ProxyState.of(settings, Instant.now())
                .map(proxy -> new Finding("proxy", proxy.ok(), proxy.words()))
                .ifPresent(findings::add);
        if (Wires.of(settings).profile() == Profile.LOCAL) {
            for (ServiceStatus service : app.composition().local(settings).status()) {
                findings.add(of(service));
            }
        }
        for (Answer answer : app.composition().htcondorChecks(settings)) {
            findings.add(new Finding(answer.what(), answer.ok(), answer.detail()));
        }
        if (json) {
            app.json(findings);
        } else {
            Table table = Table.of("WHAT", "HOW", "DETAIL");
            findings.forEach(f -> table.row(f.what(), f.ok() ? "ok" : "problem", f.detail()));
            app.data(table.text());
        }
        return findings.stream().allMatch(Finding::ok) ? ExitCodes.OK : ExitCodes.INTERNAL;
    }

    /** A stopped service is no problem: it is started when it is needed. */
    private static Finding of(ServiceStatus service) {
        return switch (service.state()) {
            case RUNNING -> new Finding(service.name(), true, service.detail());
            case STOPPED -> new Finding(service.name(), true, "not running; started when it is needed");
            case ILL -> new Finding(service.name(), false, service.detail() + "; see " + service.log());
        };
    }

    /** One line of the answer; the detail of a problem says what to do. */
    record Finding(String what, boolean ok, String detail) {}
}
