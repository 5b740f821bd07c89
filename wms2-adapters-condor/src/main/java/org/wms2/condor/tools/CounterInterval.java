package org.wms2.condor.tools;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often a DAGMan writes its counters into its ad (DAGMAN_QUEUE_UPDATE_INTERVAL): every 300 s by default, which is too
 * rarely for who looks every half minute. An inner DAGMan inherits {@code -insert_env} of its outer one (seen in 23.9.6).
 * A machine that is configured for more frequent updates keeps its own setting. Thread-safe.
 */
final class CounterInterval {
    /** An update costs the schedd about 1 ms: 6,300 DAGMans take a tenth of one of its cores (docs/htcondor.md, "Monitoring"). */
    private static final Duration WANTED = Duration.ofSeconds(60);

    private static final String NAME = "DAGMAN_QUEUE_UPDATE_INTERVAL";

    private final ObservedTools tools;
    private final Duration timeout;
    private volatile @Nullable List<String> arguments;

    CounterInterval(ObservedTools tools, Duration timeout) {
        this.tools = tools;
        this.timeout = timeout;
    }

    /** For condor_submit_dag; the configuration is asked once. */
    List<String> arguments() {
        List<String> known = arguments;
        if (known == null) {
            known = isOftenEnough() ? List.of() : List.of("-insert_env", "_CONDOR_" + NAME + "=" + WANTED.toSeconds());
            arguments = known;
        }
        return known;
    }

    private boolean isOftenEnough() {
        CommandResult configured = tools.run("condor_config_val", List.of(NAME), Path.of("/"), "", timeout);
        String seconds = configured.stdout().strip();
        return configured.succeeded()
                && seconds.matches("[1-9][0-9]{0,8}")
                && Integer.parseInt(seconds) <= WANTED.toSeconds();
    }
}
