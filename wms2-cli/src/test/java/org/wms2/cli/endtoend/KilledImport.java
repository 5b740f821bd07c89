package org.wms2.cli.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.wms2.domain.TurnResult;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.store.Stores;
import org.wms2.server.settings.Settings;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import org.wms2.server.wiring.Wiring;

/**
 * A program that imports a request and drives it until its DAG runs, and that dies on its way, with no chance to tidy
 * up, at a chosen change of the submission. Arguments: the request, its cap of events, the {@link DyingRequests.Moment}
 * and the change's number (0: never).
 */
final class KilledImport {
    private KilledImport() {}

    /** Prints the number of changes that the submission took, if it lives to see its end. */
    public static void main(String[] arguments) throws InterruptedException {
        RequestName name = new RequestName(arguments[0]);
        RequestOptions options = new RequestOptions(
                null,
                null,
                null,
                null,
                Long.valueOf(arguments[1]),
                false,
                RequestOptions.NONE.productionSteps(),
                CleanupPolicy.KEEP_UNTIL_REPLACED);
        DyingRequests.Moment moment = DyingRequests.Moment.valueOf(arguments[2]);
        int change = Integer.parseInt(arguments[3]);
        Settings settings = Settings.resolve(
                Map.of(), System.getenv(), System.getProperty("user.name"), Path.of(System.getProperty("user.home")));
        DyingRequests[] requests = new DyingRequests[1];
        try (Engine engine = Wiring.open(settings, Need.RUN, KilledImport::say, stores -> {
            requests[0] = new DyingRequests(stores.requests(), moment, change);
            return new Stores(
                    requests[0],
                    stores.work(),
                    stores.outputs(),
                    stores.snapshots(),
                    stores.ledger(),
                    stores.wishes(),
                    stores.sites(),
                    stores.failures(),
                stores.alerts());
        })) {
            engine.importRequest(name, options);
            drive(engine, name);
        }
        System.out.println(requests[0].changes());
    }

    private static void say(String line) {
        System.err.println(line);
    }

    private static void drive(Engine engine, RequestName name) throws InterruptedException {
        while (engine.show(name).dags().stream().noneMatch(d -> d.status() == DagStatus.RUNNING)) {
            TurnResult result = engine.turn(name);
            say(result.kind() + " " + result.message());
            long wait = Duration.between(Instant.now(), result.nextLook()).toMillis();
            if (result.kind() != TurnResult.Kind.MOVED && wait > 0) {
                Thread.sleep(Math.min(wait, 1_000));
            }
        }
    }
}
