package org.wms2.ports.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.workflow.Workflow;

/** A request store that passes every call on to another one: a test overrides what it wants otherwise. */
public abstract class PassedOnRequests implements RequestStore {
    private final RequestStore real;

    protected PassedOnRequests(RequestStore real) {
        this.real = real;
    }

    @Override
    public boolean apply(ChangeSet changes) {
        return real.apply(changes);
    }

    @Override
    public void create(Request request, Workflow workflow, String who) {
        real.create(request, workflow, who);
    }

    @Override
    public boolean supersede(NewVersion version) {
        return real.supersede(version);
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
    public List<RequestName> queued(Instant before, @Nullable Instant drivenSince, int limit) {
        return real.queued(before, drivenSince, limit);
    }

    @Override
    public int slotsTaken() {
        return real.slotsTaken();
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
