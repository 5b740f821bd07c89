package org.wms2.cli.commands;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which HTCondor runs the DAGs, for commands that run something. */
final class ScheddOptions {
    @Option(
            names = "--schedd-name",
            paramLabel = "NAME",
            description = "Schedd, or several with commas: this machine's HTCondor (WMS2_SCHEDD_NAME).")
    private @Nullable String scheddName;

    @Option(
            names = "--condor-host",
            paramLabel = "HOST",
            description = "Collector that knows the schedds (WMS2_CONDOR_HOST).")
    private @Nullable String condorHost;

    void put(Map<String, String> flags) {
        CommonOptions.put(flags, "schedd-name", scheddName);
        CommonOptions.put(flags, "condor-host", condorHost);
    }
}
