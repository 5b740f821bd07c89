package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;

/** What the contract tests of the stores share: empty stores, and a request that we have claimed. */
public abstract class StoresContract {
    static final Duration LEASE = Duration.ofMinutes(5);
    static final String WHO = "the test";

    /** When change sets are decided. */
    static final Instant AT = SampleRows.T0.plusSeconds(60);

    Stores stores;

    /** Stores without any row. */
    protected abstract Stores newStores();

    @BeforeEach
    void makeStores() {
        stores = newStores();
    }

    /** Creates a request; its name. */
    RequestName created(String name, RequestStatus status) {
        Request request = SampleRows.request(name, status);
        stores.requests().create(request, SampleRows.workflow(name), WHO);
        return request.name();
    }

    Claim claimed(RequestName name) {
        return stores.requests().claim(name, "us", LEASE).orElseThrow();
    }

    Request row(RequestName name) {
        return stores.requests().find(name).orElseThrow();
    }

    /** What we decide on the row as it is now. */
    ChangeSet changes(RequestName name, Change... parts) {
        return new ChangeSet(claimed(name), row(name).version(), AT, WHO, List.of(parts));
    }

    boolean apply(RequestName name, Change... parts) {
        return stores.requests().apply(changes(name, parts));
    }

    void applied(RequestName name, Change... parts) {
        assertThat(apply(name, parts)).as("applied: %s", List.of(parts)).isTrue();
    }

    /** Refused as a lost race, without a trace in the request's row or its transitions. */
    void lost(RequestName name, Change... parts) {
        Request before = row(name);
        List<Transition> moves = stores.work().transitions(name);
        assertThat(apply(name, parts)).as("applied: %s", List.of(parts)).isFalse();
        assertThat(row(name)).isEqualTo(before);
        assertThat(stores.work().transitions(name)).isEqualTo(moves);
    }
}
