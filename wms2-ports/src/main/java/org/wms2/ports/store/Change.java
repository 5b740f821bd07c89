package org.wms2.ports.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.htcondor.PreparedDag;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.pilot.PilotStatus;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Priorities;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.wish.WishOutcome;
import org.wms2.ports.workflow.Workflow;

/** One part of a {@link ChangeSet}. A part whose "from" is not what is stored makes the whole set fail. */
public sealed interface Change {
    /** Moves the request, with a transition row. The cause's clock goes on while the cause is the same. */
    record MoveRequest(RequestStatus from, RequestStatus to, Cause cause, String reason, String suggestion)
            implements Change {
        /** Moves it to where it waits for nothing. */
        public MoveRequest(RequestStatus from, RequestStatus to, String reason, String suggestion) {
            this(from, to, Cause.NONE, reason, suggestion);
        }
    }

    /**
     * Says what the request waits for (empty: nothing) and when to look again. The cause's clock goes on while the cause
     * is the same, whatever the words.
     */
    record Wait(Cause cause, String reason, Instant nextLook) implements Change {
        /** Waits for nothing in particular. */
        public Wait(String reason, Instant nextLook) {
            this(Cause.NONE, reason, nextLook);
        }
    }

    /** How many of its production steps the request has taken. */
    record TakeSteps(int taken) implements Change {}

    /** Whether a request that is final still owes something to DBS, Rucio or ReqMgr2: it stays due until it does not. */
    record SetOwing(boolean owing) implements Change {}

    /** Another priority for the request. */
    record SetPriority(int priority) implements Change {
        public SetPriority {
            Priorities.check(priority);
        }
    }

    /** The decision knows all wishes up to this id. */
    record SeeWishes(long upTo) implements Change {}

    /** Ends an open wish; a reason says why one is withdrawn. */
    record EndWish(long id, WishOutcome outcome, String reason) implements Change {}

    /** Sets where planning stands. */
    record SetRound(int round, long plannedUnits, boolean inputExhausted) implements Change {}

    /** Inserts a DAG in status planning, with a transition row; its sums come with {@link ReadyDag}. */
    record PutDag(Dag dag) implements Change {}

    /**
     * Inserts the next attempt of a DAG in status ready, with transition and history rows; all work units of the attempt
     * before are part of it from then on.
     */
    record PutRescue(Dag dag) implements Change {}

    /** Moves a DAG, with transition and history rows. */
    record MoveDag(DagKey key, DagStatus from, DagStatus to, String reason) implements Change {}

    /** Moves a DAG from planning to ready, with the sums of what was written and verified. */
    record ReadyDag(DagKey key, PreparedDag prepared) implements Change {}

    /** Fixes the cluster of a DAG; fails if another one is fixed. */
    record FixCluster(DagKey key, ClusterId cluster) implements Change {}

    /** Inserts a pilot in status planned, or replaces its row if its status is still {@code from}; null: there is none. */
    record PutPilot(Pilot pilot, @Nullable PilotStatus from) implements Change {}

    /** Says that a submit directory of the request is gone; one that is known to be gone stays as it is said to be. */
    record RemoveDirectory(RemovedDirectory removed) implements Change {}

    /**
     * Replaces the workflow by one with measured values. Only before the first DAG: what a round was planned with never
     * changes, or its jobs could not be told again.
     */
    record TuneWorkflow(Workflow workflow) implements Change {}

    /** Inserts work units in status planned. */
    record PutWorkUnits(List<WorkUnit> units) implements Change {
        public PutWorkUnits {
            units = List.copyOf(units);
        }
    }

    /** Moves a work unit; the site is stored if given. One that becomes replaced gives its spans back. */
    record MoveWorkUnit(
            WorkUnitId id,
            WorkUnitStatus from,
            WorkUnitStatus to,
            @Nullable SiteName site,
            String reason) implements Change {}

    /**
     * Gives spans of the ledger to a work unit of this or an earlier change. A position that is taken is our own fault:
     * the set is not applied, and CONFLICT thrown with both owners.
     */
    record ClaimInput(WorkUnitId workUnit, List<Span> spans) implements Change {
        public ClaimInput {
            spans = List.copyOf(spans);
        }
    }

    /** Takes a span out of what is to be processed; a position that is taken: as for {@link ClaimInput}. */
    record ExcludeInput(Span span, ExclusionReason reason, String why) implements Change {}

    /** Keeps what failed; a row that is there (same work unit, attempt, site, category, exit code) is replaced. */
    record PutFailures(List<Failure> failures) implements Change {
        public PutFailures {
            failures = List.copyOf(failures);
        }
    }

    /** Bans a site; an older ban of the same site and request is replaced. */
    record BanSite(SiteBan ban) implements Change {}

    /** Inserts an output block in status open, with a transition row. */
    record PutBlock(OutputBlock block) implements Change {}

    /** Replaces a block's row if its status is still {@code from}; a transition row if the status changes. */
    record UpdateBlock(OutputBlock block, BlockStatus from) implements Change {}

    /**
     * Invalidates blocks of an earlier processing version of the request, which is final and owes nothing, so that nobody
     * else writes them: with transition rows of the request that made them, and the ledger rows of the work units whose
     * files they hold. One that is invalidated already stays as it is.
     */
    record InvalidateOutputs(RequestName earlier, List<BlockName> blocks, String why) implements Change {
        public InvalidateOutputs {
            blocks = List.copyOf(blocks);
        }
    }

    /** Inserts files of blocks; a known LFN makes the set fail. */
    record PutFiles(List<RegisteredFile> files) implements Change {
        public PutFiles {
            files = List.copyOf(files);
        }
    }

    /** Records an intent; harmless if it is open already, then its detail stays too. */
    record PutIntent(Intent intent) implements Change {}

    /** Ends an intent. */
    record EndIntent(SubjectKind kind, String subject, IntentAction action) implements Change {}
}
