package org.wms2.condor.read;


/**
 * The work units of a DAG of layout splice. One condor_dagman has the nodes of them all, {@code mg_000042+proc_000007},
 * and one status file (docs/htcondor.md, "Layouts and capacity").
 */
public final class SplicedUnits {
    /** Between the name of a splice and that of a node in it (DAGMan manual, SPLICE). */
    private static final String JOINT = "+";

    private SplicedUnits() {}

    /** Whether a status file is of a DAG with splices. */
    static boolean has(NodeStatusFile status) {
        return !status.nodes().isEmpty() && status.nodes().getFirst().name().contains(JOINT);
    }

    /** The nodes of one work unit under their own names, as a status file of its own would have them. */
    static NodeStatusFile of(NodeStatusFile all, String group) {
        String prefix = group + JOINT;
        return new NodeStatusFile(
                all.writtenAt(),
                all.dagStatus(),
                all.total(),
                all.nodes().stream()
                        .filter(n -> n.name().startsWith(prefix))
                        .map(n -> new NodeStatusFile.Node(
                                n.name().substring(prefix.length()), n.status(), n.details(), n.retries()))
                        .toList(),
                all.last());
    }
}
