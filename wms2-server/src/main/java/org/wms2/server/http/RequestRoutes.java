package org.wms2.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.RequestFilter;
import org.wms2.server.json.RequestJson;
import org.wms2.server.json.RequestViewJson;

/** {@code GET /api/v1/requests} (newest first, paged by {@code after}) and {@code GET /api/v1/requests/{name}}. */
public final class RequestRoutes implements Routes {
    private static final int DEFAULT_LIMIT = 100;
    private static final List<String> PARAMETERS = List.of("status", "after", "limit");

    private final RequestReader requests;

    public RequestRoutes(RequestReader requests) {
        this.requests = requests;
    }

    /**
     * A page.
     *
     * @param next the value of {@code after} for the next page; absent on the last one
     */
    public record Page(List<RequestJson> requests, Optional<String> next) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/v1/requests", this::list);
        routes.get("/api/v1/requests/{name}", this::show);
    }

    private void list(Context context) {
        for (String given : context.queryParamMap().keySet()) {
            if (!PARAMETERS.contains(given)) {
                throw new InputRefusedException("query parameter", given, String.join(", ", PARAMETERS));
            }
        }
        String after = context.queryParam("after");
        RequestFilter filter = new RequestFilter(
                status(context.queryParam("status")),
                after == null ? null : new RequestName(after),
                limit(context.queryParam("limit")));
        List<Request> page = requests.list(filter);
        Optional<String> next = page.size() < filter.limit()
                ? Optional.empty()
                : Optional.of(page.getLast().name().value());
        Answers.json(context, new Page(page.stream().map(RequestJson::of).toList(), next));
    }

    private void show(Context context) {
        Answers.json(context, RequestViewJson.of(requests.show(new RequestName(context.pathParam("name")))));
    }

    private static int limit(@Nullable String text) {
        try {
            return text == null ? DEFAULT_LIMIT : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InputRefusedException("limit", String.valueOf(text), "1 to 1000");
        }
    }

    private static @Nullable RequestStatus status(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(RequestStatus.values())
                .filter(s -> s.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InputRefusedException(
                        "status",
                        word,
                        Arrays.stream(RequestStatus.values())
                                .map(RequestStatus::word)
                                .collect(Collectors.joining(", "))));
    }
}
