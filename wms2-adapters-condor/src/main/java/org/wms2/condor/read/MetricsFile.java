package org.wms2.condor.read;

import java.time.Instant;
import org.wms2.ports.htcondor.DagMetrics;
import org.wms2.ports.id.ClusterId;

/**
 * A {@code <dag>.metrics} file, DAGMan's last word (contracts/htcondor.md 2).
 *
 * @param startedAt of this DAGMan process, whole seconds
 * @param nodes nodes of the DAG; {@code dag_jobs + jobs} in the layout of 23.9, {@code dag_nodes + nodes} in that of 25
 * @param nodesSucceeded those that a rescue file had marked done included
 */
public record MetricsFile(DagMetrics metrics, Instant startedAt, int nodes, int nodesFailed, int nodesSucceeded) {
    private static final double MAX_SECONDS = 1e15;

    /**
     * Reads the text of a metrics file, of either layout.
     *
     * @throws UnreadableException if it is none
     */
    public static MetricsFile parse(String what, String text) {
        Json json = Json.object(what, text);
        String name = json.isAbsent("jobs") ? "nodes" : "jobs";
        DagMetrics metrics = new DagMetrics(
                cluster(json),
                (int) json.integer("exitcode", -1000, 1000),
                (int) json.integer("DagStatus", 0, 100),
                json.count("rescue_dag_number"));
        return new MetricsFile(
                metrics,
                startedAt(json),
                json.count(name) + json.count("dag_" + name),
                json.count(name + "_failed") + json.count("dag_" + name + "_failed"),
                json.count(name + "_succeeded") + json.count("dag_" + name + "_succeeded"));
    }

    private static Instant startedAt(Json json) {
        double seconds = json.number("start_time");
        if (!(seconds >= 0 && seconds < MAX_SECONDS)) {
            throw json.wrong("start_time", "seconds since 1970", seconds);
        }
        return Instant.ofEpochSecond((long) seconds);
    }

    private static ClusterId cluster(Json json) {
        String id = json.text("dagman_id");
        if (!id.matches("[1-9][0-9]{0,8}")) {
            throw json.wrong("dagman_id", "a cluster id", id);
        }
        return new ClusterId(Integer.parseInt(id));
    }
}
