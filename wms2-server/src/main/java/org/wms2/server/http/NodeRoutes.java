package org.wms2.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.wms2.domain.live.NodeName;
import org.wms2.domain.live.NodeQuery;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.id.RequestName;
import org.wms2.server.json.LogJson;
import org.wms2.server.json.NodesJson;
import org.wms2.server.json.StatusJson;

/**
 * {@code GET /api/v1/requests/{name}/nodes} (paged by {@code after}), {@code …/nodes/{unit}/{node}/log},
 * {@code …/nodes/dagman/log} and {@code …/status}. Every answer is bounded.
 */
public final class NodeRoutes implements Routes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final int DEFAULT_LINES = 100;
    private static final int MAX_LINES = 1_000;
    private static final int MAX_STARTS = 5;
    private static final int MAX_ROUND = 1_000_000;

    private final LiveReader live;

    public NodeRoutes(LiveReader live) {
        this.live = live;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/v1/requests/{name}/status", this::status);
        routes.get("/api/v1/requests/{name}/nodes", this::nodes);
        routes.get("/api/v1/requests/{name}/nodes/dagman/log", context -> log(context, "dagman"));
        routes.get(
                "/api/v1/requests/{name}/nodes/{unit}/{node}/log",
                context -> log(context, context.pathParam("unit") + "/" + context.pathParam("node")));
    }

    private void status(Context context) {
        only(context, List.of());
        Answers.json(context, StatusJson.of(live.status(name(context))));
    }

    private void nodes(Context context) {
        only(context, List.of("state", "unit", "round", "after", "limit"));
        NodeQuery query = new NodeQuery(
                round(context),
                Optional.ofNullable(context.queryParam("unit")),
                Set.copyOf(context.queryParams("state").stream()
                        .map(NodeRoutes::state)
                        .collect(Collectors.toSet())),
                number(context, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT),
                Optional.ofNullable(context.queryParam("after")));
        Answers.json(context, NodesJson.of(live.nodes(name(context), query)));
    }

    private void log(Context context, String node) {
        only(context, List.of("lines", "starts", "round"));
        Answers.json(
                context,
                LogJson.of(live.log(
                        name(context),
                        round(context),
                        NodeName.parse(node),
                        number(context, "starts", 1, 1, MAX_STARTS),
                        number(context, "lines", DEFAULT_LINES, 1, MAX_LINES))));
    }

    private static RequestName name(Context context) {
        return new RequestName(context.pathParam("name"));
    }

    private static OptionalInt round(Context context) {
        return context.queryParam("round") == null
                ? OptionalInt.empty()
                : OptionalInt.of(number(context, "round", 0, 0, MAX_ROUND));
    }

    private static NodeState state(String word) {
        return Arrays.stream(NodeState.values())
                .filter(s -> s.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InputRefusedException(
                        "state",
                        word,
                        Arrays.stream(NodeState.values()).map(NodeState::word).collect(Collectors.joining(", "))));
    }

    private static int number(Context context, String name, int otherwise, int min, int max) {
        String text = context.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw new InputRefusedException(name, text, min + " to " + max);
    }

    private static void only(Context context, List<String> parameters) {
        for (String given : context.queryParamMap().keySet()) {
            if (!parameters.contains(given)) {
                String accepted = parameters.isEmpty() ? "none" : String.join(", ", parameters);
                throw new InputRefusedException("query parameter", given, accepted);
            }
        }
    }
}
