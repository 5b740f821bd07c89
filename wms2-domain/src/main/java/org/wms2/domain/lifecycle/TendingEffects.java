package org.wms2.domain.lifecycle;

import java.util.List;
import org.wms2.domain.Ports;
import org.wms2.ports.plan.NodeRole;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.SubjectKind;

/** Carries out what {@link Tending} decides. Everything here may be done twice: it says what shall be, not what shall change. */
final class TendingEffects {
    private final Ports ports;
    private final SharedQueue queue;
    private final Tending tending;

    TendingEffects(Ports ports, SharedQueue queue, Tending tending) {
        this.ports = ports;
        this.queue = queue;
        this.tending = tending;
    }

    List<Change> writeBans(Effect.WriteBans write) {
        ports.dagFiles().writeBans(write.dag().directory(), write.banned());
        tending.saidBans(write.dag().key(), write.banned());
        return List.of();
    }

    /** The directory first: what is submitted between the two has the new priority already. */
    List<Change> setPriority(Effect.SetPriority set) {
        ports.dagFiles().setPriority(set.dag().directory(), set.priority());
        OwnSchedd.setPriority(ports.htcondor(), set.dag().key(), set.dag().cluster(), set.priority());
        return List.of(
                new Change.EndIntent(SubjectKind.DAG, Intent.dag(set.dag().key()), IntentAction.SET_PRIORITY));
    }

    /** What the work unit submits later asks for as much; a merge's request is its own. */
    List<Change> raiseMemory(Effect.RaiseMemory raise) {
        if (raise.job().role() == NodeRole.PROCESSING || raise.job().role() == NodeRole.LANDING) {
            ports.dagFiles().setMemory(raise.dag().directory(), raise.ordinal(), raise.memoryMb());
        }
        ports.htcondor().raiseMemory(raise.job(), raise.memoryMb());
        queue.forget(raise.job());
        return List.of();
    }
}
