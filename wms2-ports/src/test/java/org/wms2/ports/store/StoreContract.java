package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;

/** What the stores' contract tests share. Each test gets empty stores. */
public abstract class StoreContract {
    static final Duration LEASE = Duration.ofMinutes(5);
    static final String US = "us@host/1/1";
    static final String THEM = "them@host/2/2";
    static final Instant LATER = StoreFixtures.T0.plusSeconds(60);

    private Stores stores = InMemoryStores.create(Instant::now);

    /** Empty stores. */
    protected abstract Stores emptyStores();

    /** Lets the lease of a claimed request end, without waiting for it. */
    protected abstract void endLease(RequestName name);

    @BeforeEach
    final void begin() {
        stores = emptyStores();
    }

    final Stores stores() {
        return stores;
    }

    final RequestStore requests() {
        return stores.requests();
    }

    final Request create(String name, RequestStatus status) {
        Request request = StoreFixtures.request(name, status);
        requests().create(request, StoreFixtures.workflow(name), "tester");
        return request;
    }

    final Claim claim(String name) {
        return requests().claim(StoreFixtures.name(name), US, LEASE).orElseThrow();
    }

    /** A set on the version that is stored now. */
    final ChangeSet set(Claim claim, Change... changes) {
        long version = requests().find(claim.request()).orElseThrow().version();
        return new ChangeSet(claim, version, LATER, "rule", List.of(changes));
    }

    final void applied(Claim claim, Change... changes) {
        assertThat(requests().apply(set(claim, changes))).isTrue();
    }

    final void refused(Claim claim, Change... changes) {
        assertThat(requests().apply(set(claim, changes))).isFalse();
    }
}
