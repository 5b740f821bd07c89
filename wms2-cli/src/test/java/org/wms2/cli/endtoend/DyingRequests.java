package org.wms2.cli.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.RequestFilter;
import org.wms2.ports.store.RequestStore;
import org.wms2.ports.workflow.Workflow;

/**
 * The real store, until the JVM is halted at a chosen change of the submission: its changes are counted from the one that
 * holds the intent to submit to the one that says that the DAG runs. Not thread-safe: one request, one thread.
 */
final class DyingRequests implements RequestStore {
    private final RequestStore real;
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
        this.real = real;
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
        boolean applied = real.apply(set);
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

    @Override
    public void create(Request request, Workflow workflow, String who) {
        real.create(request, workflow, who);
    }

    @Override
    public Optional<Request> find(RequestName name) {
        return real.find(name);
    }

    @Override
    public List<Request> list(RequestFilter filter) {
        return real.list(filter);
    }

    @Override
    public List<RequestName> due(Instant now, int limit) {
        return real.due(now, limit);
    }

    @Override
    public List<RequestName> queued(Instant before, int limit) {
        return real.queued(before, limit);
    }

    @Override
    public Optional<Claim> claim(RequestName name, String owner, Duration lease) {
        return real.claim(name, owner, lease);
    }

    @Override
    public Optional<ClaimView> claimOf(RequestName name) {
        return real.claimOf(name);
    }

    @Override
    public void release(Claim claim) {
        real.release(claim);
    }
}
