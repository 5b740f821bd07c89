package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wms2.ports.store.StoreFixtures.T0;
import static org.wms2.ports.store.StoreFixtures.name;
import static org.wms2.ports.store.StoreFixtures.request;
import static org.wms2.ports.store.StoreFixtures.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;

/** What every {@link RequestStore} does with requests and claims. */
public abstract class RequestStoreContract extends StoreContract {
    @Test
    void aCreatedRequestIsFoundAsItWasGivenWithItsFirstTransition() {
        Request request = create("r", RequestStatus.SUBMITTED);
        assertThat(requests().find(name("r"))).contains(request);
        assertThat(stores().work().workflow(name("r"))).contains(workflow("r"));
        assertThat(stores().work().transitions(name("r")))
                .containsExactly(
                        new Transition(SubjectKind.REQUEST, "r", "", "submitted", T0, "just arrived", "tester"));
    }

    @Test
    void anUnknownRequestIsAbsentEverywhere() {
        assertThat(requests().find(name("r"))).isEmpty();
        assertThat(requests().claim(name("r"), US, LEASE)).isEmpty();
        assertThat(requests().claimOf(name("r"))).isEmpty();
        assertThat(stores().work().workflow(name("r"))).isEmpty();
        assertThat(requests().apply(new ChangeSet(new Claim(name("r"), US, 1), 1, T0, "rule", List.of())))
                .isFalse();
    }

    @Test
    void aRequestWithoutAMappedDocumentKeepsItsRawText() {
        Request r = request("r", RequestStatus.NEW);
        String raw = "{\"not\": \"valid\"  é\n";
        Request unmapped = new Request(
                r.name(), r.sourceName(), 1, r.status(), null, raw, r.options(), 0, "", "", 0, 0, false, T0, T0, T0, 1);
        requests().create(unmapped, workflow("r"), "tester");
        assertThat(requests().find(name("r"))).contains(unmapped);
    }

    @Test
    void aTakenNameIsAConflictAndChangesNothing() {
        Request first = create("r", RequestStatus.SUBMITTED);
        assertThatThrownBy(() -> requests().create(request("r", RequestStatus.NEW), workflow("r"), "other"))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("request r exists already");
        assertThat(requests().find(name("r"))).contains(first);
        assertThat(stores().work().transitions(name("r"))).hasSize(1);
    }

    @Test
    void pagesFollowEachOtherNewestFirstWithoutGapOrDouble() {
        for (int i = 0; i < 7; i++) {
            // Two of each age: the name decides.
            Request r =
                    request("r" + i, i % 2 == 0 ? RequestStatus.QUEUED : RequestStatus.HELD, 1, T0.plusSeconds(i / 2));
            requests().create(r, workflow("r" + i), "tester");
        }
        assertThat(pages(null, 3)).containsExactly("r6", "r5", "r4", "r3", "r2", "r1", "r0");
        assertThat(pages(RequestStatus.QUEUED, 1)).containsExactly("r6", "r4", "r2", "r0");
        assertThat(requests().list(new RequestFilter(null, name("unknown"), 5))).isEmpty();
    }

    private List<String> pages(@org.jspecify.annotations.Nullable RequestStatus status, int limit) {
        List<String> names = new ArrayList<>();
        RequestName after = null;
        List<Request> page = requests().list(new RequestFilter(status, after, limit));
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            page.forEach(r -> names.add(r.name().value()));
            after = page.getLast().name();
            page = requests().list(new RequestFilter(status, after, limit));
        }
        return names;
    }

    @Test
    void theQueueIsByPriorityThenAge() {
        requests().create(request("low", RequestStatus.QUEUED, 10, T0), workflow("low"), "t");
        requests().create(request("young", RequestStatus.QUEUED, 99, T0.plusSeconds(9)), workflow("young"), "t");
        requests().create(request("old", RequestStatus.QUEUED, 99, T0), workflow("old"), "t");
        requests().create(request("active", RequestStatus.ACTIVE, 999, T0), workflow("active"), "t");
        assertThat(requests().queued(10)).containsExactly(name("old"), name("young"), name("low"));
        assertThat(requests().queued(2)).containsExactly(name("old"), name("young"));
        assertThatThrownBy(() -> requests().queued(0)).isInstanceOf(InputRefusedException.class);
    }

    @Test
    void dueAreThoseThatAreNotFinalAndWhoseLookHasCome() {
        requests().create(request("later", RequestStatus.ACTIVE, 5, T0.plusSeconds(10)), workflow("later"), "t");
        requests().create(request("done", RequestStatus.COMPLETED, 5, T0), workflow("done"), "t");
        requests().create(request("held", RequestStatus.HELD, 5, T0), workflow("held"), "t");
        requests().create(request("high", RequestStatus.QUEUED, 6, T0.plusSeconds(1)), workflow("high"), "t");
        assertThat(requests().due(T0.minusSeconds(1), 10)).isEmpty();
        assertThat(requests().due(T0.plusSeconds(1), 10)).containsExactly(name("high"), name("held"));
        assertThat(requests().due(T0.plusSeconds(10), 10)).containsExactly(name("high"), name("held"), name("later"));
        assertThat(requests().due(T0.plusSeconds(10), 1)).containsExactly(name("high"));
    }

    @Test
    void aLiveClaimIsTheOwnersAlone() {
        create("r", RequestStatus.QUEUED);
        assertThat(requests().claimOf(name("r"))).isEmpty();
        Claim ours = claim("r");
        assertThat(requests().claim(name("r"), THEM, LEASE)).isEmpty();
        assertThat(requests().claim(name("r"), US, LEASE)).contains(ours);
        assertThat(requests().claimOf(name("r"))).hasValueSatisfying(view -> {
            assertThat(view.owner()).isEqualTo(US);
            assertThat(view.live()).isTrue();
        });
    }

    @Test
    void anExpiredClaimIsTakenOverWithTheNextGeneration() {
        create("r", RequestStatus.QUEUED);
        Claim ours = claim("r");
        endLease(name("r"));
        assertThat(requests().claimOf(name("r")))
                .hasValueSatisfying(v -> assertThat(v.live()).isFalse());
        Claim theirs = requests().claim(name("r"), THEM, LEASE).orElseThrow();
        assertThat(theirs.generation()).isEqualTo(ours.generation() + 1);
        assertThat(requests().claim(name("r"), US, LEASE)).isEmpty();
        endLease(name("r"));
        assertThat(claim("r").generation()).isEqualTo(theirs.generation() + 1);
    }

    @Test
    void aReleasedClaimIsFreeAndOnlyItsOwnerReleasesIt() {
        create("r", RequestStatus.QUEUED);
        Claim ours = claim("r");
        requests().release(new Claim(name("r"), THEM, ours.generation()));
        requests().release(new Claim(name("r"), US, ours.generation() + 1));
        assertThat(requests().claimOf(name("r"))).isPresent();
        requests().release(ours);
        assertThat(requests().claimOf(name("r"))).isEmpty();
        assertThat(requests().claim(name("r"), THEM, LEASE).orElseThrow().generation())
                .isEqualTo(ours.generation() + 1);
    }

    @Test
    void aPausedOwnerPastItsLeaseWritesNothingUntilItRenews() {
        create("r", RequestStatus.QUEUED);
        Claim ours = claim("r");
        endLease(name("r"));
        Change move = new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.PLANNING, "", "");
        refused(ours, move);
        assertThat(claim("r")).isEqualTo(ours);
        applied(ours, move);
    }

    @Test
    void anOldGenerationWritesNothing() {
        create("r", RequestStatus.QUEUED);
        Claim ours = claim("r");
        endLease(name("r"));
        Claim theirs = requests().claim(name("r"), THEM, LEASE).orElseThrow();
        Change move = new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.PLANNING, "", "");
        refused(ours, move);
        refused(new Claim(name("r"), US, theirs.generation()), move);
        refused(new Claim(name("r"), THEM, ours.generation()), move);
        assertThat(requests().find(name("r")).orElseThrow().status()).isEqualTo(RequestStatus.QUEUED);
        applied(theirs, move);
    }

    @Test
    void aReleasedClaimWritesNothing() {
        create("r", RequestStatus.QUEUED);
        Claim ours = claim("r");
        requests().release(ours);
        refused(ours, new Change.Wait("x", LATER));
    }

    @Test
    void ofTwoDecisionsOnOneVersionTheFirstWins() {
        create("r", RequestStatus.QUEUED);
        Claim claim = claim("r");
        ChangeSet first = set(claim, new Change.Wait("first", LATER));
        ChangeSet second = set(claim, new Change.Wait("second", LATER));
        assertThat(requests().apply(first)).isTrue();
        assertThat(requests().apply(second)).isFalse();
        Request stored = requests().find(name("r")).orElseThrow();
        assertThat(stored.reason()).isEqualTo("first");
        assertThat(stored.version()).isEqualTo(2);
    }

    @Test
    void aLeaseIsAsLongAsItIsAskedFor() {
        create("r", RequestStatus.QUEUED);
        java.time.Instant first = leaseEnd(Duration.ofMinutes(1));
        java.time.Instant second = leaseEnd(Duration.ofMinutes(11));
        assertThat(Duration.between(first, second)).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(12));
    }

    private java.time.Instant leaseEnd(Duration lease) {
        assertThat(requests().claim(name("r"), US, lease)).isPresent();
        return requests().claimOf(name("r")).orElseThrow().leaseEnd();
    }
}
