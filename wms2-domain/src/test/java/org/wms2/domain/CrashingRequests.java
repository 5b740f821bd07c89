package org.wms2.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.RequestFilter;
import org.wms2.ports.store.RequestStore;
import org.wms2.ports.workflow.Workflow;

/** A request store whose process dies at one change set: before it is applied, or right after. */
public final class CrashingRequests implements RequestStore {
    /** The process is dead: nothing catches this but the test. */
    public static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final RequestStore real;
    private final int fatal;
    private final boolean afterwards;
    private int applied;

    /** Dies at the change set with this number, from 0. */
    public CrashingRequests(RequestStore real, int fatal, boolean afterwards) {
        this.real = real;
        this.fatal = fatal;
        this.afterwards = afterwards;
    }

    @Override
    public boolean apply(ChangeSet changes) {
        boolean dies = applied++ == fatal;
        if (dies && !afterwards) {
            throw new Death();
        }
        boolean result = real.apply(changes);
        if (dies) {
            throw new Death();
        }
        return result;
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
