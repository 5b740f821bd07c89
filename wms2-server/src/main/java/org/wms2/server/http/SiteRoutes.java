package org.wms2.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.store.SiteStatus;
import org.wms2.server.json.SiteBanJson;
import org.wms2.server.json.SiteJson;

/**
 * {@code GET /api/v1/sites}, {@code PUT /api/v1/sites/{site}}, {@code PUT} and {@code DELETE
 * /api/v1/sites/{site}/ban}: what {@code wms2 site ...} does. {@code ?request=NAME}: a ban of this request only.
 */
public final class SiteRoutes implements Routes {
    private static final int NO_CONTENT = 204;
    /** As {@code wms2 site ban} has it. */
    private static final long DEFAULT_HOURS = 168;

    private final SiteKeeper keeper;

    public SiteRoutes(SiteKeeper keeper) {
        this.keeper = keeper;
    }

    /**
     * Whether a site gets work.
     *
     * @param status enabled, disabled, draining or maintenance
     * @param why in the sender's words
     */
    public record Asked(@Nullable String status, @Nullable String why) {}

    /**
     * A ban as it is asked for.
     *
     * @param hours how long, above 0; absent: 168
     * @param request absent: all requests
     */
    public record AskedBan(
            @Nullable Long hours,
            @Nullable String request,
            @Nullable String why) {}

    /** All that WMS2 says of sites; those that are absent are enabled. */
    public record Sites(List<SiteJson> sites, List<SiteBanJson> bans) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/v1/sites", this::list);
        routes.put("/api/v1/sites/{site}", this::put);
        routes.put("/api/v1/sites/{site}/ban", this::ban);
        routes.delete("/api/v1/sites/{site}/ban", this::unban);
    }

    private void list(Context context) {
        Answers.json(
                context,
                new Sites(
                        keeper.sites().stream().map(SiteJson::of).toList(),
                        keeper.bans().stream().map(SiteBanJson::of).toList()));
    }

    private void put(Context context) {
        Asked asked = Callers.body(context, Asked.class);
        SiteStatus status = status(asked.status());
        Answers.json(context, SiteJson.of(keeper.setSite(site(context), status, signed(asked.why(), context))));
    }

    private void ban(Context context) {
        AskedBan asked = Callers.body(context, AskedBan.class);
        long hours = asked.hours() == null ? DEFAULT_HOURS : asked.hours();
        if (hours < 1) {
            throw new InputRefusedException("hours", String.valueOf(hours), "1 or more");
        }
        Answers.json(
                context,
                SiteBanJson.of(keeper.ban(
                        site(context),
                        request(asked.request()),
                        Duration.ofHours(hours),
                        signed(asked.why(), context))));
    }

    private void unban(Context context) {
        keeper.unban(site(context), request(context.queryParam("request")));
        context.status(NO_CONTENT);
    }

    private static SiteName site(Context context) {
        return new SiteName(context.pathParam("site"));
    }

    private static @Nullable RequestName request(@Nullable String name) {
        return name == null ? null : new RequestName(name);
    }

    private static String signed(@Nullable String why, Context context) {
        String by = "by " + Callers.who(context);
        return why == null || why.isEmpty() ? by : why + " (" + by + ")";
    }

    private static SiteStatus status(@Nullable String word) {
        return Arrays.stream(SiteStatus.values())
                .filter(s -> s.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new InputRefusedException(
                        "status",
                        word == null ? "" : word,
                        Arrays.stream(SiteStatus.values()).map(SiteStatus::word).collect(Collectors.joining(", "))));
    }
}
