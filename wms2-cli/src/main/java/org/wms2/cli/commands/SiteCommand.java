package org.wms2.cli.commands;

import java.util.List;
import java.util.Map;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.show.Table;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore.Site;
import org.wms2.server.json.SiteJson;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wms2 site ...}: which sites get work. */
@Command(
        name = "site",
        mixinStandardHelpOptions = true,
        description = "Says which sites get work. Holds for what is planned from then on.")
final class SiteCommand implements Runnable {
    private final App app;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    SiteCommand(App app) {
        this.app = app;
    }

    /** Which site, and why. */
    static final class Choice {
        @Parameters(paramLabel = "SITE", description = "Its name in CRIC, such as T2_CH_CERN.")
        private String site = "";

        @Option(names = "--why", paramLabel = "TEXT", description = "Why; kept with the site.")
        private String why = "";

        @Option(names = "--json", description = "Print one JSON object.")
        private boolean json;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: " + String.join(", ", spec.subcommands().keySet()));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the sites that WMS2 has been told something of; all others are enabled.")
    int list(@Mixin CommonOptions common, @Option(names = "--json", description = "Print a JSON array.") boolean json) {
        try (Engine engine = app.composition().open(common.settings(app, Map.of()), Need.READ, app.talk()::status)) {
            app.talk().clear();
            List<Site> sites = engine.sites();
            if (json) {
                app.json(sites.stream().map(SiteJson::of).toList());
            } else {
                app.data(sites.isEmpty() ? "no site has been changed: all are enabled" : table(sites));
            }
            return ExitCodes.OK;
        }
    }

    @Command(name = "ban", mixinStandardHelpOptions = true, description = "The site gets no work (disabled).")
    int ban(@Mixin CommonOptions common, @Mixin Choice choice) {
        return set(common, choice, SiteStatus.DISABLED);
    }

    @Command(
            name = "drain",
            mixinStandardHelpOptions = true,
            description = "What runs there goes on, nothing new is planned for it.")
    int drain(@Mixin CommonOptions common, @Mixin Choice choice) {
        return set(common, choice, SiteStatus.DRAINING);
    }

    @Command(
            name = "maintenance",
            mixinStandardHelpOptions = true,
            description = "The site gets no work for as long as it is worked on.")
    int maintenance(@Mixin CommonOptions common, @Mixin Choice choice) {
        return set(common, choice, SiteStatus.MAINTENANCE);
    }

    @Command(name = "enable", mixinStandardHelpOptions = true, description = "The site gets work again.")
    int enable(@Mixin CommonOptions common, @Mixin Choice choice) {
        return set(common, choice, SiteStatus.ENABLED);
    }

    private int set(CommonOptions common, Choice choice, SiteStatus status) {
        SiteName name = new SiteName(choice.site);
        try (Engine engine = app.composition().open(common.settings(app, Map.of()), Need.PLAN, app.talk()::status)) {
            app.talk().clear();
            String by = "by " + engine.identity().who();
            Site site = engine.setSite(name, status, choice.why.isEmpty() ? by : choice.why + " (" + by + ")");
            if (choice.json) {
                app.json(SiteJson.of(site));
            } else {
                app.data(table(List.of(site)));
            }
            return ExitCodes.OK;
        }
    }

    private static String table(List<Site> sites) {
        Table table = Table.of("SITE", "STATUS", "WHY");
        sites.forEach(s -> table.row(s.name(), s.status().word(), s.reason()));
        return table.text();
    }
}
