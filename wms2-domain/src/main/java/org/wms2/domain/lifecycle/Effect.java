package org.wms2.domain.lifecycle;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.pilot.PilotPlan;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.store.Change;

/** One thing to do outside. Each is looked up by its natural key before it is done, so that doing it twice is safe. */
public sealed interface Effect {
    /** An effect of the output pipeline. */
    sealed interface OnBlock extends Effect {
        OutputBlock block();
    }

    /** What is told a DAG that runs; doing it twice is harmless. */
    sealed interface OnRunningDag extends Effect {
        Dag dag();
    }

    /** Reads the input from DBS and Rucio and stores the snapshot. */
    record TakeSnapshot() implements Effect {}

    /** Reads the input again and stores what is different. */
    record RefreshSnapshot() implements Effect {}

    /**
     * Writes the files of a DAG.
     *
     * @param exhausted whether no input is left after it
     * @param overTimeLimit positions that its plan leaves out for good
     */
    record WriteDag(Dag dag, DagPlan plan, boolean exhausted, List<Span> overTimeLimit) implements Effect {
        public WriteDag {
            overTimeLimit = List.copyOf(overTimeLimit);
        }
    }

    /** Submits a DAG on hold, or adopts what has been submitted under its tag. */
    record SubmitDag(Dag dag) implements Effect {}

    /** Releases a DAG that was submitted on hold. */
    record ReleaseDag(Dag dag, ClusterId cluster) implements Effect {}

    /** Removes a DAG as somebody wishes. */
    record RemoveDag(Dag dag, DagObservation seen) implements Effect {}

    /** Writes a pilot's files and submits it on hold, or adopts what has been submitted under its tag. */
    record SubmitPilot(Pilot pilot, PilotPlan plan) implements Effect {}

    /** Releases a pilot that was submitted on hold. */
    record ReleasePilot(Pilot pilot, ClusterId cluster) implements Effect {}

    /** Removes a pilot; then the request waits for it to go. */
    record RemovePilot(Pilot pilot, ClusterId cluster, String why, Change.Wait then) implements Effect {}

    /** Releases a DAGMan that HTCondor holds. */
    record ReleaseHeldDag(Dag dag, ClusterId cluster) implements Effect {}

    /** Removes a DAGMan that cannot start; the reason of its removal says so to whoever judges its end. */
    record GiveUpDag(Dag dag, DagObservation seen, String why) implements Effect {}

    /** Tells a running DAG which sites its next landings avoid. */
    record WriteBans(Dag dag, SortedSet<SiteName> banned) implements OnRunningDag {
        public WriteBans {
            banned = Collections.unmodifiableSortedSet(new TreeSet<>(banned));
        }
    }

    /** Gives all jobs of a running DAG another priority, those to come and those in the queue. */
    record SetPriority(Dag dag, int priority) implements OnRunningDag {}

    /** Lets a held job and what follows it in its work unit ask for more memory, in MiB. */
    record RaiseMemory(Dag dag, int ordinal, HeldJob job, int memoryMb) implements OnRunningDag {}

    /** Removes what a DAGMan that is gone has left in the queue. */
    record RemoveLeftovers(Dag dag) implements Effect {}

    /** Prepares the directory of a DAG that has ended for its next attempt. */
    record PrepareRescue(Dag ended) implements Effect {}

    /** Removes a submission on hold that lost: the DAG's row names another cluster. It has never run. */
    record SweepStray(Dag dag, ClusterId stray) implements Effect {}

    /** Injects a closed block into DBS. */
    record InjectBlock(OutputBlock block) implements OnBlock {}

    /** Declares a block's replicas to Rucio and keeps them by a rule. */
    record ProtectSource(OutputBlock block) implements OnBlock {}

    /** Asks for the destination rule. */
    record RequestTransfer(OutputBlock block) implements OnBlock {}

    /** Looks how far the destination rule is. */
    record FollowTransfer(OutputBlock block) implements OnBlock {}

    /** Deletes the source rule. */
    record ReleaseSource(OutputBlock block) implements OnBlock {}

    /**
     * Invalidates blocks of an earlier processing version.
     *
     * @param replaced whether the own outputs are made valid first
     * @param last whether these are all that are left of that version
     */
    record InvalidateOutputs(RequestName earlier, List<OutputBlock> blocks, boolean replaced, boolean last)
            implements Effect {
        public InvalidateOutputs {
            blocks = List.copyOf(blocks);
        }
    }

    /** A report to ReqMgr2. */
    sealed interface OnReqMgr2 extends Effect {}

    /** Looks at ReqMgr2's totals, before ours are added: nothing is done outside. */
    record LookAtTotals() implements OnReqMgr2 {}

    /**
     * Adds to ReqMgr2's totals, once.
     *
     * @param detail of its intent: the totals before, and what is added
     */
    record AddStatistics(String detail) implements OnReqMgr2 {}

    /** Takes the next legal step towards a status in ReqMgr2. */
    record ReportStatus(String target) implements OnReqMgr2 {}

    /** Makes the output datasets valid in DBS. */
    record AnnounceDatasets() implements Effect {}
}
