package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;

/** A new processing version and the end of the one before are one transaction. */
public abstract class SupersedeContract extends StoresContract {
    private static final Change END =
            new Change.MoveRequest(RequestStatus.HELD, RequestStatus.FAILED, "superseded by held_v2", "");

    static NewVersion next(String before, String name, long decidedOn, Change... ofBefore) {
        Request next = restarted(SampleRows.request(name, RequestStatus.SUBMITTED), new RequestName(before));
        return new NewVersion(next, SampleRows.workflow(name), decidedOn, WHO, List.of(ofBefore));
    }

    private static Request restarted(Request r, @Nullable RequestName before) {
        return new Request(
                r.name(),
                r.sourceName(),
                r.processingVersion(),
                r.status(),
                r.spec(),
                r.rawDocument(),
                r.options(),
                r.priority(),
                "restart",
                r.suggestion(),
                r.round(),
                r.plannedUnits(),
                r.inputExhausted(),
                AT,
                AT,
                AT,
                1,
                Cause.NONE,
                AT,
                0,
                false,
                before,
                null);
    }

    @Test
    void a_held_request_ends_as_its_next_version_begins_and_both_know_each_other() {
        RequestName held = created("held", RequestStatus.HELD);
        NewVersion version = next("held", "held_v2", 1, END);
        assertThat(stores.requests().supersede(version)).isTrue();
        assertThat(row(held).status()).isEqualTo(RequestStatus.FAILED);
        assertThat(row(held).supersededBy()).isEqualTo(new RequestName("held_v2"));
        assertThat(row(held).version()).isEqualTo(2);
        assertThat(row(new RequestName("held_v2"))).isEqualTo(version.next());
        assertThat(stores.work().workflow(new RequestName("held_v2"))).contains(version.workflow());
        assertThat(stores.work().transitions(held))
                .endsWith(new Transition(
                        SubjectKind.REQUEST, "held", "held", "failed", AT, "superseded by held_v2", WHO));
        assertThat(stores.work().transitions(new RequestName("held_v2")))
                .containsExactly(new Transition(SubjectKind.REQUEST, "held_v2", "", "submitted", AT, "restart", WHO));
    }

    @Test
    void a_final_request_gets_the_link_alone() {
        RequestName done = created("done", RequestStatus.COMPLETED);
        assertThat(stores.requests().supersede(next("done", "done_v2", 1))).isTrue();
        assertThat(row(done).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(row(done).supersededBy()).isEqualTo(new RequestName("done_v2"));
        assertThat(stores.work().transitions(done)).hasSize(1);
    }

    @Test
    void of_two_restarts_at_once_one_is_lost_without_a_trace() {
        created("held", RequestStatus.HELD);
        assertThat(stores.requests().supersede(next("held", "held_v2", 1, END))).isTrue();
        assertThat(stores.requests().supersede(next("held", "held_v3", 1, END))).isFalse();
        assertThat(stores.requests().supersede(next("held", "held_v3", 2))).isFalse();
        assertThat(stores.requests().find(new RequestName("held_v3"))).isEmpty();
        assertThat(stores.work().workflow(new RequestName("held_v3"))).isEmpty();
    }

    @Test
    void a_request_that_moved_on_since_is_not_superseded() {
        RequestName held = created("held", RequestStatus.HELD);
        applied(held, new Change.MoveRequest(RequestStatus.HELD, RequestStatus.QUEUED, "released", ""));
        assertThat(stores.requests().supersede(next("held", "held_v2", 1, END))).isFalse();
        assertThat(stores.requests().supersede(next("held", "held_v2", 2, END))).isFalse();
        assertThat(row(held).supersededBy()).isNull();
        assertThat(row(held).status()).isEqualTo(RequestStatus.QUEUED);
        assertThat(stores.requests().find(new RequestName("held_v2"))).isEmpty();
    }

    @Test
    void whoever_had_the_one_before_can_store_nothing_of_it_any_more() {
        RequestName held = created("held", RequestStatus.HELD);
        ChangeSet ours = changes(held, new Change.MoveRequest(RequestStatus.HELD, RequestStatus.QUEUED, "late", ""));
        assertThat(stores.requests().supersede(next("held", "held_v2", 1, END))).isTrue();
        assertThat(stores.requests().apply(ours)).isFalse();
        ChangeSet knowing = new ChangeSet(ours.claim(), 2, AT, WHO, List.of(new Change.SetOwing(false)));
        assertThat(stores.requests().apply(knowing)).as("an old generation").isFalse();
        assertThat(stores.requests().claim(held, "others", LEASE))
                .as("it is free")
                .isPresent();
    }

    @Test
    void a_name_that_is_taken_is_a_conflict_and_the_one_before_stays_as_it_is() {
        RequestName held = created("held", RequestStatus.HELD);
        created("held_v2", RequestStatus.QUEUED);
        Request before = row(held);
        assertThatThrownBy(() -> stores.requests().supersede(next("held", "held_v2", 1, END)))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(row(held)).isEqualTo(before);
        assertThat(stores.work().transitions(held)).hasSize(1);
    }

    @Test
    void a_wish_that_comes_before_the_restart_is_stored_ends_with_the_one_before() {
        RequestName held = created("held", RequestStatus.HELD);
        NewVersion version = next("held", "held_v2", 1, END);
        stores.wishes().add(held, NewWish.of(WishKind.RELEASE, "ann@host", "late"));
        assertThat(stores.requests().supersede(version)).isTrue();
        assertThat(stores.wishes().open(held)).isEmpty();
    }
}
