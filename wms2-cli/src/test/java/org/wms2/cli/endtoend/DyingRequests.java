package org.wms2.cli.endtoend;

import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.PassedOnRequests;
import org.wms2.ports.store.RequestStore;

/**
 * The real store, until the JVM is halted at a chosen change of the submission: its changes are counted from the one that
 * holds the intent to submit to the one that says that the DAG runs. Not thread-safe: one request, one thread.
 */
final class DyingRequests extends PassedOnRequests {
    private final Moment moment;
    private final int fatal;
    private int changes;
    private boolean over;

    /** When to die. */
    enum Moment {
        BEFORE,
        AFTER
    }

    /** @param fatal the change's number from 1; 0: lives */
    DyingRequests(RequestStore real, Moment moment, int fatal) {
        super(real);
        this.moment = moment;
        this.fatal = fatal;
    }

    /** Changes of the submission so far. */
    int changes() {
        return changes;
    }

    @Override
    public boolean apply(ChangeSet set) {
        boolean begins = changes == 0 && set.changes().stream().anyMatch(DyingRequests::isIntentToSubmit);
        if (begins || (changes > 0 && !over)) {
            changes++;
        }
        boolean here = !over && changes > 0 && changes == fatal;
        if (here && moment == Moment.BEFORE) {
            die();
        }
        boolean applied = super.apply(set);
        if (here) {
            die();
        }
        over |= set.changes().stream().anyMatch(DyingRequests::saysThatItRuns);
        return applied;
    }

    private void die() {
        System.err.println("dies " + moment + " change " + fatal);
        Runtime.getRuntime().halt(Ended.KILLED);
    }

    private static boolean isIntentToSubmit(Change change) {
        return change instanceof Change.PutIntent(var intent) && intent.action() == IntentAction.SUBMIT_DAG;
    }

    private static boolean saysThatItRuns(Change change) {
        return change instanceof Change.MoveDag move && move.to() == DagStatus.RUNNING;
    }
}
