package org.wms2.domain.lifecycle;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.htcondor.DagMetrics;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;

/**
 * How a DAGMan has ended, from its ad in HTCondor and its metrics on disk: the file tells it when the ad is there no more,
 * and whether a kept ad that somebody removed had ended by itself before (contracts/htcondor.md 2 to 4).
 */
enum LastWord {
    SUCCESS,
    NODES_FAILED,
    /** A node ended it by ABORT-DAG-ON. */
    ABORTED,
    /** Drained by a halt file: what was running has been waited for, nothing new was submitted. */
    HALTED,
    /** Removed while it ran: it has written its rescue file. */
    REMOVED,
    /** Removed while it was held, or waited to be started again: there was no process to write a rescue file. */
    REMOVED_WITHOUT_PROCESS,
    REMOVED_BEFORE_START,
    /** Removed by us, as it could not start. */
    CANNOT_START,
    /** It exited before it could say anything: it could not read its DAG. */
    UNREADABLE,
    CYCLE,
    /** It lost track of its jobs: a second DAGMan has run in the same directory. */
    LOST_TRACK,
    DIRECTORY_GONE,
    /** A signal ended it for good, or it exited with nothing to show. */
    DIED,
    /** It is in neither queue nor history, and has left nothing. */
    NONE;

    /** What a shell adds to the number of the signal that ended a process. */
    private static final int SIGNAL_EXIT = 128;

    private static final int STATUS_OK = 0;
    private static final int STATUS_LOST_TRACK = 1;
    private static final int STATUS_ABORTED = 3;
    private static final int STATUS_REMOVED = 4;
    private static final int STATUS_CYCLE = 5;
    private static final int STATUS_HALTED = 6;

    /**
     * Of a DAGMan that is gone.
     *
     * @param unexplained whether work units are missing that have not failed
     */
    static LastWord of(Dag dag, DagFacts facts, boolean unexplained) {
        Optional<DagObservation> removed = facts.seen().filter(o -> o.state() == JobState.REMOVED);
        if (removed.isPresent() && removed.get().reason().contains(StartLoop.REASON)) {
            return CANNOT_START;
        }
        Optional<DagMetrics> metrics = facts.metrics(dag);
        if (metrics.isPresent()) {
            DagMetrics last = metrics.get();
            return of(last.exitCode(), last.dagStatus(), facts.progress().haltFile() && unexplained);
        }
        if (!facts.directoryThere()) {
            return DIRECTORY_GONE;
        }
        if (removed.isPresent()) {
            return ofRemoval(removed.get());
        }
        if (facts.seen().isEmpty()) {
            return NONE;
        }
        Integer exit = facts.seen().get().exitCode();
        return ofExit(exit, facts.seen().get().dagStatus(), facts.progress().haltFile() && unexplained);
    }

    /** Whether the status file is of this run, so that what it calls failed has failed. */
    boolean saysWhatFailed() {
        return this != UNREADABLE && this != CANNOT_START && this != REMOVED_BEFORE_START;
    }

    private static LastWord ofRemoval(DagObservation ad) {
        if (ad.starts() == 0) {
            return REMOVED_BEFORE_START;
        }
        return Integer.valueOf(STATUS_REMOVED).equals(ad.dagStatus()) ? REMOVED : REMOVED_WITHOUT_PROCESS;
    }

    private static LastWord ofExit(@Nullable Integer exit, @Nullable Integer dagStatus, boolean halted) {
        if (exit == null || exit >= SIGNAL_EXIT) {
            return DIED;
        }
        if (dagStatus == null) {
            return exit == 0 ? DIED : UNREADABLE;
        }
        // Its metrics are somebody else's; what it told the schedd is its own. Fine to the end, and an error: it said
        // nothing.
        return dagStatus == STATUS_OK && exit != 0 && !halted ? DIED : of(exit, dagStatus, halted);
    }

    private static LastWord of(int exit, int dagStatus, boolean halted) {
        return switch (dagStatus) {
            case STATUS_LOST_TRACK -> LOST_TRACK;
            case STATUS_REMOVED -> REMOVED;
            case STATUS_CYCLE -> CYCLE;
            case STATUS_HALTED -> HALTED;
            case STATUS_OK -> exit == 0 ? SUCCESS : halted ? HALTED : NODES_FAILED;
            case STATUS_ABORTED -> halted ? HALTED : ABORTED;
            default -> halted ? HALTED : NODES_FAILED;
        };
    }
}
