package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;

/** Who may work on a request. A lease of no length is over at once: that is how these tests pause an owner. */
public abstract class ClaimContract extends StoresContract {
    private RequestName name;

    @BeforeEach
    void createRequest() {
        name = created("claimed", RequestStatus.ACTIVE);
    }

    private boolean write(Claim claim) {
        Change change = new Change.Wait("written by " + claim.owner(), AT);
        return stores.requests().apply(new ChangeSet(claim, row(name).version(), AT, WHO, List.of(change)));
    }

    private Claim taken(String owner, Duration lease) {
        return stores.requests().claim(name, owner, lease).orElseThrow();
    }

    @Test
    void a_request_that_does_not_exist_cannot_be_claimed() {
        RequestName unknown = new RequestName("unknown");
        assertThat(stores.requests().claim(unknown, "us", LEASE)).isEmpty();
        assertThat(stores.requests().claimOf(unknown)).isEmpty();
        assertThat(stores.requests().apply(new ChangeSet(new Claim(unknown, "us", 1), 1, AT, WHO, List.of())))
                .isFalse();
    }

    @Test
    void nobody_has_a_new_request() {
        assertThat(stores.requests().claimOf(name)).isEmpty();
    }

    @Test
    void the_first_claim_is_generation_one_and_is_seen() {
        assertThat(taken("us", LEASE)).isEqualTo(new Claim(name, "us", 1));
        ClaimView view = stores.requests().claimOf(name).orElseThrow();
        assertThat(view.owner()).isEqualTo("us");
        assertThat(view.live()).isTrue();
    }

    @Test
    void our_own_claim_is_renewed_with_the_same_generation() {
        Claim first = taken("us", LEASE);
        Instant end = stores.requests().claimOf(name).orElseThrow().leaseEnd();
        assertThat(taken("us", LEASE.multipliedBy(2))).isEqualTo(first);
        assertThat(stores.requests().claimOf(name).orElseThrow().leaseEnd()).isAfter(end);
    }

    @Test
    void a_live_claim_is_not_taken_over() {
        taken("us", LEASE);
        assertThat(stores.requests().claim(name, "they", LEASE)).isEmpty();
        assertThat(stores.requests().claimOf(name).orElseThrow().owner()).isEqualTo("us");
    }

    @Test
    void an_expired_claim_is_seen_as_such_and_taken_over_with_the_next_generation() {
        taken("us", Duration.ZERO);
        assertThat(stores.requests().claimOf(name).orElseThrow().live()).isFalse();
        assertThat(taken("they", LEASE)).isEqualTo(new Claim(name, "they", 2));
    }

    @Test
    void an_owner_whose_lease_is_over_writes_nothing_until_it_claims_again() {
        Claim claim = taken("us", Duration.ZERO);
        assertThat(write(claim)).isFalse();
        assertThat(row(name).version()).isEqualTo(1);
        assertThat(write(taken("us", LEASE))).isTrue();
    }

    @Test
    void an_owner_that_was_taken_over_writes_nothing() {
        Claim ours = taken("us", Duration.ZERO);
        Claim theirs = taken("they", LEASE);
        assertThat(write(ours)).isFalse();
        assertThat(write(new Claim(name, "us", theirs.generation()))).isFalse();
        assertThat(write(new Claim(name, "they", ours.generation()))).isFalse();
        assertThat(row(name).version()).isEqualTo(1);
        assertThat(write(theirs)).isTrue();
        assertThat(row(name).reason()).isEqualTo("written by they");
    }

    @Test
    void a_claim_from_before_a_take_over_is_stale_for_ever() {
        Claim old = taken("us", Duration.ZERO);
        taken("they", Duration.ZERO);
        Claim again = taken("us", LEASE);
        assertThat(again.generation()).isEqualTo(3);
        assertThat(write(old)).isFalse();
        assertThat(write(again)).isTrue();
    }

    @Test
    void a_released_request_is_nobodys_and_its_next_claim_has_the_next_generation() {
        Claim claim = taken("us", LEASE);
        stores.requests().release(claim);
        assertThat(stores.requests().claimOf(name)).isEmpty();
        assertThat(write(claim)).isFalse();
        assertThat(taken("us", LEASE).generation()).isEqualTo(2);
    }

    @Test
    void releasing_what_is_no_longer_ours_changes_nothing() {
        Claim ours = taken("us", Duration.ZERO);
        Claim theirs = taken("they", LEASE);
        stores.requests().release(ours);
        stores.requests().release(new Claim(name, "they", ours.generation()));
        assertThat(stores.requests().claimOf(name).orElseThrow().owner()).isEqualTo("they");
        assertThat(write(theirs)).isTrue();
    }

    @Test
    void claims_leave_the_row_and_its_version_alone() {
        stores.requests().release(taken("us", LEASE));
        assertThat(row(name)).isEqualTo(SampleRows.request("claimed", RequestStatus.ACTIVE));
    }
}
