package org.wms2.cli.commands;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.show.RequestText;
import org.wms2.cli.show.Table;
import org.wms2.cli.show.WhyText;
import org.wms2.domain.why.StuckRule.Stuck;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.RequestFilter;
import org.wms2.server.json.RequestJson;
import org.wms2.server.json.StuckJson;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wms2 list}: requests, newest first. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists requests, newest first.")
final class ListCommand implements Callable<Integer> {
    private final App app;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--status", paramLabel = "STATUS", converter = StatusWord.class, description = "Only these.")
    private @Nullable RequestStatus status;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "At most N (default 100).")
    private int limit = 100;

    @Option(names = "--after", paramLabel = "NAME", description = "Those after NAME: the next page.")
    private @Nullable String after;

    @Option(names = "--stuck", description = "Those that have waited for one thing for too long, longest first.")
    private boolean stuck;

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    ListCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        RequestFilter filter = filter();
        try (Engine engine = app.composition().open(common.settings(app, Map.of()), Need.READ, app.talk()::status)) {
            app.talk().clear();
            if (stuck) {
                return stuck(engine.stuck());
            }
            List<Request> page = engine.list(filter);
            if (json) {
                app.json(page.stream().map(RequestJson::of).toList());
            } else {
                app.data(table(page));
            }
            if (page.size() == limit) {
                app.talk().line("there may be more: --after " + page.getLast().name());
            }
            return ExitCodes.OK;
        }
    }

    private int stuck(List<Stuck> all) {
        List<Stuck> found = all.stream()
                .filter(s -> status == null || s.request().status() == status)
                .limit(limit)
                .toList();
        if (json) {
            app.json(found.stream().map(StuckJson::of).toList());
        } else {
            app.data(
                    found.isEmpty()
                            ? "no request is stuck"
                            : WhyText.stuck(found).text());
        }
        return ExitCodes.OK;
    }

    private RequestFilter filter() {
        try {
            return new RequestFilter(status, after == null ? null : new RequestName(after), limit);
        } catch (InputRefusedException e) {
            throw new Wms2Exception(ErrorCode.USAGE, e.text(), e);
        }
    }

    private static String table(List<Request> page) {
        Table table = Table.of("REQUEST", "TYPE", ">PRIORITY", "STATUS", "SINCE", "WHY");
        for (Request request : page) {
            table.row(
                    request.name(),
                    Optional.ofNullable(request.spec())
                            .map(RequestSpec::type)
                            .map(t -> t.word())
                            .orElse("-"),
                    request.priority(),
                    request.status().word(),
                    request.statusSince().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                    RequestText.brief(request.reason()));
        }
        return table.isEmpty() ? "no requests" : table.text();
    }
}
