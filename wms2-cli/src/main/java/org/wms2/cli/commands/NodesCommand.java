package org.wms2.cli.commands;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.show.NodesText;
import org.wms2.domain.live.NodePage;
import org.wms2.domain.live.NodeQuery;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.id.RequestName;
import org.wms2.server.json.NodesJson;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wms2 nodes NAME}: every node of a request's newest DAG, as DAGMan's files show it now. */
@Command(
        name = "nodes",
        mixinStandardHelpOptions = true,
        description = "Shows the nodes of a request's DAG: state, tries, job, site, and why they failed or are held.")
final class NodesCommand implements Callable<Integer> {
    private final App app;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "NAME", description = "The request.")
    private String name = "";

    @Option(names = "--failed", description = "Only nodes that failed.")
    private boolean failed;

    @Option(names = "--held", description = "Only nodes whose jobs are held.")
    private boolean held;

    @Option(
            names = "--unit",
            paramLabel = "N",
            description = "One work unit: 3, mg_000003, or the beginning of its id.")
    private @Nullable String unit;

    @Option(names = "--round", paramLabel = "N", description = "An earlier round (default: the newest).")
    private @Nullable Integer round;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "At most N (default 100).")
    private int limit = 100;

    @Option(names = "--after", paramLabel = "NODE", description = "Those after NODE: the next page.")
    private @Nullable String after;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    NodesCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        NodeQuery query = query();
        try (Engine engine = app.composition().open(common.settings(app, Map.of()), Need.READ, app.talk()::status)) {
            NodePage page = engine.nodes(new RequestName(name), query);
            app.talk().clear();
            if (json) {
                app.jsonStream(NodesJson.of(page));
            } else {
                print(page);
            }
            page.notes().forEach(note -> app.talk().line("note: " + note));
            page.next().ifPresent(next -> app.talk().line("there are more: --after " + next));
            return ExitCodes.OK;
        }
    }

    private void print(NodePage page) {
        if (after == null) {
            app.data(NodesText.summary(page));
        }
        if (!page.nodes().isEmpty()) {
            app.data(NodesText.table(page).text());
        } else if (failed || held) {
            app.data("no node " + (failed ? held ? "failed or is held" : "failed" : "is held"));
        }
    }

    private NodeQuery query() {
        Set<NodeState> states = EnumSet.noneOf(NodeState.class);
        if (failed) {
            states.add(NodeState.FAILED);
        }
        if (held) {
            states.add(NodeState.HELD);
        }
        try {
            return new NodeQuery(
                    round == null ? OptionalInt.empty() : OptionalInt.of(round),
                    Optional.ofNullable(unit),
                    states,
                    limit,
                    Optional.ofNullable(after));
        } catch (InputRefusedException e) {
            throw new Wms2Exception(ErrorCode.USAGE, e.text(), e);
        }
    }
}
