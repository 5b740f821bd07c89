package org.wms2.ports.htcondor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/** Node jobs of a {@link FakeHTCondor}, as far as somebody does something to them in the queue. */
public final class FakeNodeJobs {
    private final Map<ClusterId, HeldJob> held = new TreeMap<>();
    private final Map<ClusterId, Integer> raised = new HashMap<>();
    private final Map<DagKey, Integer> priorities = new HashMap<>();

    /** HTCondor holds a job. */
    public synchronized void hold(HeldJob job) {
        held.put(job.cluster(), job);
    }

    /** Memory requests that were raised in the queue, in MiB, by job. */
    public synchronized Map<ClusterId, Integer> raised() {
        return Map.copyOf(raised);
    }

    /** The priority that queued jobs of a DAG were given last. */
    public synchronized Optional<Integer> priority(DagKey key) {
        return Optional.ofNullable(priorities.get(key));
    }

    synchronized List<HeldJob> held() {
        return List.copyOf(held.values());
    }

    /** All jobs of a DAG leave the queue. */
    synchronized void leave(DagKey key) {
        held.values().removeIf(job -> job.key().equals(key));
    }

    synchronized void raise(HeldJob job, int memoryMb) {
        if (held.remove(job.cluster()) != null) {
            raised.put(job.cluster(), memoryMb);
        }
    }

    synchronized void prioritise(DagKey key, int priority) {
        priorities.put(key, priority);
    }
}
