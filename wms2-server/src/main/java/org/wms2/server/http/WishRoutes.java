package org.wms2.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.PreviewedWish;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishKind;
import org.wms2.server.json.WishJson;

/** {@code GET} and {@code POST /api/v1/requests/{name}/wishes}: what {@code wms2 stop, hold, release ...} do. */
public final class WishRoutes implements Routes {
    private static final int CREATED = 201;
    private static final String PATH = "/api/v1/requests/{name}/wishes";

    private final WishKeeper keeper;

    public WishRoutes(WishKeeper keeper) {
        this.keeper = keeper;
    }

    /**
     * A wish as it is sent.
     *
     * @param kind release, hold, stop, finish, fail, abort or priority
     * @param requeue with stop: back into the queue instead of resting
     * @param replan with release: plan anew what is missing
     * @param priority with priority, and nowhere else
     * @param why in the sender's words
     * @param dryRun say what would happen; write nothing
     */
    public record Asked(
            @Nullable String kind,
            boolean requeue,
            boolean replan,
            @Nullable Integer priority,
            @Nullable String why,
            boolean dryRun) {}

    /**
     * What a wish does.
     *
     * @param status of the request when the wish was made
     * @param effect what the wish does, or why nothing
     * @param drivenBy who works on the request and carries the wish out; absent if nobody does
     * @param written the wish; absent in a dry run
     */
    public record Made(
            String request,
            String status,
            boolean accepted,
            String effect,
            Optional<String> drivenBy,
            Optional<WishJson> written) {
        static Made of(PreviewedWish preview, Optional<Wish> wish) {
            return new Made(
                    preview.request().name().value(),
                    preview.request().status().word(),
                    preview.accepted(),
                    preview.words(),
                    preview.claim().filter(ClaimView::live).map(ClaimView::owner),
                    wish.map(WishJson::of));
        }
    }

    /** Open wishes. */
    public record Open(List<WishJson> wishes) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::make);
    }

    private void list(Context context) {
        Answers.json(
                context,
                new Open(keeper.wishes(name(context)).stream().map(WishJson::of).toList()));
    }

    private void make(Context context) {
        RequestName name = name(context);
        Asked asked = Callers.body(context, Asked.class);
        NewWish wish = new NewWish(
                kind(asked.kind()),
                asked.requeue(),
                asked.replan(),
                asked.priority(),
                Callers.who(context),
                asked.why() == null ? "" : asked.why());
        PreviewedWish preview = keeper.preview(name, wish);
        if (asked.dryRun()) {
            Answers.json(context, Made.of(preview, Optional.empty()));
            return;
        }
        if (!preview.accepted()) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    name + " is " + preview.request().status().word()
                            + ": a final request takes no wishes; nothing was written");
        }
        Wish written = keeper.wish(name, wish);
        context.status(CREATED);
        Answers.json(context, Made.of(preview, Optional.of(written)));
    }

    private static RequestName name(Context context) {
        return new RequestName(context.pathParam("name"));
    }

    private static WishKind kind(@Nullable String word) {
        return Arrays.stream(WishKind.values())
                .filter(k -> k.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new InputRefusedException(
                        "kind",
                        word == null ? "" : word,
                        Arrays.stream(WishKind.values()).map(WishKind::word).collect(Collectors.joining(", "))));
    }
}
