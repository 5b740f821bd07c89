package org.wms2.cli.commands;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.show.Table;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore.Site;
import org.wms2.server.json.SiteBanJson;
import org.wms2.server.json.SiteJson;
import org.wms2.server.settings.Readers;
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
            description = "Lists the sites that WMS2 has been told something of, and bans; all others are enabled.")
    int list(
            @Mixin CommonOptions common,
            @Option(names = "--json", description = "Print one JSON object.") boolean json) {
        try (Engine engine = app.composition().open(common.settings(app, Map.of()), Need.READ, app.talk()::status)) {
            app.talk().clear();
            List<Site> sites = engine.sites();
            List<SiteBan> bans = engine.bans();
            if (json) {
                app.json(new SitesAndBans(
                        sites.stream().map(SiteJson::of).toList(),
                        bans.stream().map(SiteBanJson::of).toList()));
            } else {
                app.data(sites.isEmpty() ? "no site has been changed: all are enabled" : table(sites));
                if (!bans.isEmpty()) {
                    app.data(banTable(bans));
                }
            }
            return ExitCodes.OK;
        }
    }

    @Command(
            name = "ban",
            mixinStandardHelpOptions = true,
            description = "The site gets no work for a while; the rule that bans sites by itself writes the same.")
    int ban(
            @Mixin CommonOptions common,
            @Mixin Choice choice,
            @Option(
                            names = "--for",
                            paramLabel = "TIME",
                            defaultValue = "168h",
                            description = "How long (default 168h).")
                    String length,
            @Option(names = "--request", paramLabel = "NAME", description = "Only of this request.") @Nullable
                    String request) {
        Duration time = duration(length);
        SiteName site = new SiteName(choice.site);
        return with(common, engine -> {
            SiteBan ban = engine.ban(site, named(request), time, choice.why);
            if (choice.json) {
                app.json(SiteBanJson.of(ban));
            } else {
                app.data(banTable(List.of(ban)));
            }
        });
    }

    @Command(name = "unban", mixinStandardHelpOptions = true, description = "Lifts a ban, whoever made it.")
    int unban(
            @Mixin CommonOptions common,
            @Mixin Choice choice,
            @Option(names = "--request", paramLabel = "NAME", description = "The ban of this request only.") @Nullable
                    String request) {
        SiteName site = new SiteName(choice.site);
        return with(common, engine -> {
            engine.unban(site, named(request));
            if (choice.json) {
                app.json(Map.of("site", site.value(), "banned", false));
            } else {
                app.data(site + " is not banned any more" + (request == null ? "" : " for " + request));
            }
        });
    }

    @Command(
            name = "disable",
            mixinStandardHelpOptions = true,
            description = "The site gets no work until it is enabled.")
    int disable(@Mixin CommonOptions common, @Mixin Choice choice) {
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
        return with(common, engine -> {
            String by = "by " + engine.identity().who();
            Site site = engine.setSite(name, status, choice.why.isEmpty() ? by : choice.why + " (" + by + ")");
            if (choice.json) {
                app.json(SiteJson.of(site));
            } else {
                app.data(table(List.of(site)));
            }
        });
    }

    private int with(CommonOptions common, Consumer<Engine> what) {
        try (Engine engine = app.composition().open(common.settings(app, Map.of()), Need.PLAN, app.talk()::status)) {
            app.talk().clear();
            what.accept(engine);
            return ExitCodes.OK;
        }
    }

    private static @Nullable RequestName named(@Nullable String request) {
        return request == null ? null : new RequestName(request);
    }

    private static Duration duration(String text) {
        try {
            Duration length = Readers.duration(text);
            if (length.isPositive()) {
                return length;
            }
        } catch (IllegalArgumentException e) {
            throw new Wms2Exception(ErrorCode.USAGE, "--for: found '" + text + "', accepted is " + Readers.DURATION, e);
        }
        throw new Wms2Exception(ErrorCode.USAGE, "--for: found '" + text + "', accepted is a time above 0");
    }

    /** What {@code site list --json} prints. */
    record SitesAndBans(List<SiteJson> sites, List<SiteBanJson> bans) {}

    private static String banTable(List<SiteBan> bans) {
        Table table = Table.of("BANNED SITE", "OF", "UNTIL", "BY", "WHY");
        for (SiteBan b : bans) {
            RequestName request = b.request();
            table.row(
                    b.site(),
                    request == null ? "all requests" : request,
                    b.until().truncatedTo(ChronoUnit.SECONDS),
                    b.who(),
                    b.reason());
        }
        return table.text();
    }

    private static String table(List<Site> sites) {
        Table table = Table.of("SITE", "STATUS", "WHY");
        sites.forEach(s -> table.row(s.name(), s.status().word(), s.reason()));
        return table.text();
    }
}
