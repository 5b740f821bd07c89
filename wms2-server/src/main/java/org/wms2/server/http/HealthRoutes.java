package org.wms2.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.wms2.server.wiring.Check;

/**
 * {@code GET /health/live}: the process answers. {@code GET /health/ready}: 200 if everything that it needs answers
 * too, else 503; in both cases with each part's state.
 */
public final class HealthRoutes implements Routes {
    private static final int UNAVAILABLE = 503;

    private final List<Check> checks;

    public HealthRoutes(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** The whole answer. */
    public record Health(String status, List<Part> checks) {}

    /** One part. */
    public record Part(String name, boolean ok, String detail) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/health/live", context -> Answers.json(context, new Health("live", List.of())));
        routes.get("/health/ready", this::ready);
    }

    private void ready(Context context) {
        List<Part> parts = checks.stream().map(HealthRoutes::part).toList();
        boolean ok = parts.stream().allMatch(Part::ok);
        context.status(ok ? 200 : UNAVAILABLE);
        Answers.json(context, new Health(ok ? "ready" : "not ready", parts));
    }

    private static Part part(Check check) {
        String problem = check.problem();
        return new Part(check.name(), problem.isEmpty(), problem);
    }
}
