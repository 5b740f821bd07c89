package org.wms2.domain.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wms2.domain.lifecycle.SharedQueue;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.Harmless;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.htcondor.NodeState;

/**
 * What the schedd says of held jobs of one DAG. Where it answers, its word is the newest; where it is silent, DAGMan's
 * files have the last word, without reasons.
 *
 * @param byJob by job as DAGMan numbers it
 * @param asked whether the schedd has answered
 * @param notes why not
 */
record HeldNow(Map<String, HeldJob> byJob, boolean asked, List<String> notes) {

    /** Asks, if the DAG may have jobs. */
    static HeldNow of(Dag dag, SharedQueue queue) {
        if (!dag.status().isOpen() || dag.cluster() == null) {
            return new HeldNow(Map.of(), false, List.of());
        }
        try {
            Map<String, HeldJob> byJob = new HashMap<>();
            for (HeldJob job : queue.heldNow()) {
                if (job.key().tag().equals(dag.key().tag())) {
                    byJob.put(job.cluster().value() + ".0", job);
                }
            }
            return new HeldNow(byJob, true, List.of());
        } catch (ServiceUnavailableException e) {
            return new HeldNow(
                    Map.of(),
                    false,
                    List.of("the schedd does not say why jobs are held, what is held is as DAGMan last wrote it: "
                            + e.text()));
        }
    }

    /** Why the job of a node is held. */
    Optional<HeldJob> reason(DagNode node) {
        return Optional.ofNullable(byJob.get(node.job()));
    }

    /** The node with the newest that is known. */
    DagNode seen(DagNode node) {
        return switch (node.state()) {
            case IDLE, RUNNING, HELD -> inQueue(node);
            case WAITING, READY, SCRIPT, DONE, FAILED, FUTILE, INTERRUPTED -> node;
        };
    }

    private DagNode inQueue(DagNode node) {
        HeldJob held = byJob.get(node.job());
        if (held != null) {
            return node.with(NodeState.HELD, words(held));
        }
        return asked && node.state() == NodeState.HELD ? node.with(NodeState.IDLE, "released a moment ago") : node;
    }

    private static String words(HeldJob held) {
        String code = held.subCode() == 0 ? String.valueOf(held.code()) : held.code() + "/" + held.subCode();
        String memory = held.code() == HeldJob.OUT_OF_MEMORY && held.usedMemoryMb() > 0
                ? " (used " + held.usedMemoryMb() + " of " + held.requestedMemoryMb() + " MiB)"
                : "";
        String reason = Harmless.words(held.reason());
        return "held, code " + code + memory + (reason.isEmpty() ? "" : ": " + reason);
    }
}
