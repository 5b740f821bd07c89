package org.wms2.cli.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.wms2.domain.RequestView;
import org.wms2.domain.TurnResult;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.RequestOptions;
import org.wms2.server.settings.Settings;
import org.wms2.server.wiring.Engine;

/** A request that a test's own program imports and drives, turn by turn, on the calling thread. */
record Life(Engine engine, RequestName name) {
    private static final long LONGEST_SLEEP = 500;
    private static final int TRIES = 20;

    /** The settings that this process was started with. */
    static Settings settings() {
        return Settings.resolve(
                Map.of(), System.getenv(), System.getProperty("user.name"), Path.of(System.getProperty("user.home")));
    }

    /** Asks again while HTCondor has too much to answer. */
    void importIt(long maxEvents) throws InterruptedException {
        RequestOptions options = new RequestOptions(
                null,
                null,
                null,
                null,
                maxEvents,
                false,
                RequestOptions.NONE.productionSteps(),
                CleanupPolicy.KEEP_UNTIL_REPLACED);
        for (int left = TRIES; ; left--) {
            try {
                engine.importRequest(name, options);
                return;
            } catch (Wms2Exception e) {
                if (!e.code().retryable() || left == 1) {
                    throw e;
                }
                Thread.sleep(LONGEST_SLEEP);
            }
        }
    }

    /** Turns until it is as it should be. */
    void driveUntil(Predicate<RequestView> enough) throws InterruptedException {
        while (!enough.test(engine.show(name))) {
            TurnResult result = engine.turn(name);
            long wait = Duration.between(Instant.now(), result.nextLook()).toMillis();
            if (result.kind() != TurnResult.Kind.MOVED && wait > 0) {
                Thread.sleep(Math.min(wait, LONGEST_SLEEP));
            }
        }
    }

    static boolean ended(RequestView view) {
        return view.request().status().isFinal();
    }
}
