package org.wms2.cli.commands;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.RequestFilter;
import org.wms2.server.wiring.Engine;
import picocli.CommandLine.Option;

/** Which requests are meant: by name, or all that a filter lets through. */
final class WishTargets {
    private static final int PAGE = 1_000;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            converter = StatusWord.class,
            description = "Instead of names: all requests in this status. Needs --yes.")
    private @Nullable RequestStatus status;

    @Option(
            names = "--campaign",
            paramLabel = "CAMPAIGN",
            description = "Instead of names: all requests of this campaign that are not final. Needs --yes.")
    private @Nullable String campaign;

    /** Whether a filter is given. */
    boolean isFilter() {
        return status != null || campaign != null;
    }

    /** Refuses names with a filter, and neither. */
    void check(List<String> names) {
        if (names.isEmpty() != isFilter()) {
            throw new Wms2Exception(
                    ErrorCode.USAGE,
                    (names.isEmpty() ? "NAME is missing" : "found names with --status or --campaign")
                            + ": give the requests' names, or --status STATUS and --campaign CAMPAIGN instead");
        }
    }

    /** The requests meant, each once; of a filter newest first. */
    List<RequestName> choose(Engine engine, List<String> names) {
        return isFilter()
                ? filtered(engine)
                : new LinkedHashSet<>(names).stream().map(RequestName::new).toList();
    }

    private List<RequestName> filtered(Engine engine) {
        List<RequestName> chosen = new ArrayList<>();
        @Nullable RequestName after = null;
        while (true) {
            List<Request> page = engine.list(new RequestFilter(status, after, PAGE));
            page.stream().filter(this::isMeant).map(Request::name).forEach(chosen::add);
            if (page.size() < PAGE) {
                return chosen;
            }
            after = page.getLast().name();
        }
    }

    private boolean isMeant(Request request) {
        boolean alive = status != null || !request.status().isFinal();
        return alive
                && (campaign == null
                        || Optional.ofNullable(request.spec())
                                .map(RequestSpec::campaign)
                                .filter(campaign::equals)
                                .isPresent());
    }
}
