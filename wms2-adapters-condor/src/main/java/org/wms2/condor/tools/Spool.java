package org.wms2.condor.tools;

import java.nio.file.Path;

/**
 * How DAGs are run at a schedd whose files we cannot see: everything is sent there and fetched back at the end.
 *
 * @param bin where HTCondor's programs are on the schedd's machine; DAGMan itself, and condor_submit_dag, which it runs for
 *     each work unit
 * @param condorConfig HTCondor's configuration file there; empty for the machine's usual one
 */
public record Spool(Path bin, String condorConfig) {
    /** Where a package puts them. */
    public static final Spool USUAL = new Spool(Path.of("/usr/bin"), "");

    public Spool {
        if (!bin.isAbsolute() || bin.toString().matches(".*[\\s;\"':].*")) {
            throw new IllegalArgumentException("expected an absolute plain path of HTCondor's programs, found " + bin);
        }
        if (!condorConfig.isEmpty() && !condorConfig.matches("/[^\\s;\"']*")) {
            throw new IllegalArgumentException(
                    "expected an absolute plain path of HTCondor's configuration, found " + condorConfig);
        }
    }

    /** The whole environment of DAGMan there: nothing of ours means anything on that machine. */
    String environment() {
        String path = "PATH=" + bin + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
        // DAGMan writes its counters every 300 s by default: too rarely for who looks at nothing else.
        path += ";_CONDOR_DAGMAN_QUEUE_UPDATE_INTERVAL=60";
        return condorConfig.isEmpty() ? path : path + ";CONDOR_CONFIG=" + condorConfig;
    }
}
