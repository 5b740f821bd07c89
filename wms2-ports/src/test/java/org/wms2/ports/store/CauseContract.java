package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;

/** Causes and their clocks, production steps, what final requests owe, and the other new columns of a request. */
public abstract class CauseContract extends StoresContract {
    private static final Instant T0 = SampleRows.T0;
    private static final RequestOptions PILOT = new RequestOptions(
            null, null, null, null, null, false, List.of(), CleanupPolicy.KEEP_UNTIL_REPLACED, true, 0.125, 0);
    private static final RequestOptions URGENT =
            new RequestOptions(null, null, null, null, null, true, List.of(), CleanupPolicy.KEEP_UNTIL_REPLACED);

    private RequestName name;

    @BeforeEach
    void createRequest() {
        name = created("waits", RequestStatus.QUEUED);
    }

    private void at(int seconds, Change... parts) {
        Instant when = T0.plusSeconds(seconds);
        ChangeSet set = new ChangeSet(claimed(name), row(name).version(), when, WHO, List.of(parts));
        assertThat(stores.requests().apply(set)).isTrue();
    }

    private static Change wait(Cause cause, String words) {
        return new Change.Wait(cause, words, T0.plusSeconds(9_999));
    }

    private void clock(Cause cause, int since) {
        assertThat(row(name).cause()).isEqualTo(cause);
        assertThat(row(name).causeSince()).isEqualTo(T0.plusSeconds(since));
    }

    @Test
    void a_created_request_waits_for_nothing_since_it_was_created() {
        clock(Cause.NONE, 0);
    }

    @Test
    void the_clock_of_a_cause_goes_on_while_the_cause_is_the_same() {
        at(10, wait(Cause.ADMISSION, "300 of 300 slots are taken"));
        at(20, wait(Cause.ADMISSION, "299 of 300 slots are taken"));
        clock(Cause.ADMISSION, 10);
        assertThat(row(name).reason()).isEqualTo("299 of 300 slots are taken");
    }

    @Test
    void another_cause_begins_its_clock_and_so_does_one_that_comes_back() {
        at(10, wait(Cause.ADMISSION, ""));
        at(20, wait(Cause.NO_SITE, ""));
        clock(Cause.NO_SITE, 20);
        at(30, wait(Cause.ADMISSION, ""));
        clock(Cause.ADMISSION, 30);
        at(40, new Change.Wait("", T0));
        clock(Cause.NONE, 40);
    }

    @Test
    void a_move_begins_the_clock_anew_unless_the_cause_is_the_same() {
        at(10, new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.HELD, Cause.OPERATOR, "asked", "release"));
        clock(Cause.OPERATOR, 10);
        at(20, new Change.MoveRequest(RequestStatus.HELD, RequestStatus.HELD, Cause.OPERATOR, "asked", "release"));
        clock(Cause.OPERATOR, 10);
        at(30, new Change.MoveRequest(RequestStatus.HELD, RequestStatus.QUEUED, "released", ""));
        clock(Cause.NONE, 30);
        at(40, new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.QUEUED, "again", ""));
        clock(Cause.NONE, 40);
    }

    @Test
    void a_move_and_a_wait_of_one_decision_leave_the_waits_cause() {
        at(
                10,
                new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.ACTIVE, "", ""),
                wait(Cause.DAG_RUNNING, "0 of 10"));
        clock(Cause.DAG_RUNNING, 10);
    }

    @Test
    void what_is_no_wait_and_no_move_leaves_the_clock() {
        at(10, wait(Cause.PILEUP, "premix is on its way"));
        at(20, new Change.SetPriority(7), new Change.SetRound(1, 2, false), new Change.TakeSteps(1));
        clock(Cause.PILEUP, 10);
    }

    @Test
    void every_cause_is_kept() {
        int seconds = 10;
        for (Cause cause : Cause.values()) {
            at(seconds, wait(cause, cause.word()));
            clock(cause, cause == Cause.NONE ? 0 : seconds);
            seconds++;
        }
    }

    @Test
    void steps_taken_are_set_and_leave_the_rest() {
        Request before = row(name);
        applied(name, new Change.TakeSteps(2));
        Request taken = row(name);
        assertThat(taken.stepsTaken()).isEqualTo(2);
        assertThat(taken.nextLook()).isEqualTo(before.nextLook());
        assertThat(taken.reason()).isEqualTo(before.reason());
        assertThat(stores.work().transitions(name)).hasSize(1);
    }

    @Test
    void a_final_request_that_owes_something_is_due_until_it_does_not() {
        at(
                10,
                new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.ABORTED, "aborted", ""),
                new Change.SetOwing(true));
        assertThat(row(name).owing()).isTrue();
        assertThat(stores.requests().due(T0.plusSeconds(10), 10)).containsExactly(name);
        at(20, new Change.Wait(Cause.OUTPUTS, "1 block on its way", T0.plusSeconds(100)));
        assertThat(stores.requests().due(T0.plusSeconds(99), 10)).isEmpty();
        assertThat(stores.requests().due(T0.plusSeconds(100), 10)).containsExactly(name);
        at(100, new Change.SetOwing(false));
        assertThat(row(name).owing()).isFalse();
        assertThat(stores.requests().due(T0.plusSeconds(1_000), 10)).isEmpty();
    }

    @Test
    void one_that_owes_is_never_queued() {
        at(
                10,
                new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.COMPLETED, "", ""),
                new Change.SetOwing(true));
        assertThat(stores.requests().queued(T0.plusSeconds(99), null, 10)).isEmpty();
    }

    @Test
    void every_part_is_undone_with_the_set() {
        lost(
                name,
                wait(Cause.PILEUP, "x"),
                new Change.TakeSteps(1),
                new Change.SetOwing(true),
                new Change.MoveRequest(RequestStatus.ACTIVE, RequestStatus.HELD, Cause.LEDGER, "", ""));
        clock(Cause.NONE, 0);
    }

    private Request put(
            String text,
            int priority,
            int created,
            RequestOptions options,
            @Nullable RequestName restartOf,
            @Nullable RequestName supersededBy) {
        Request r = SampleRows.request(text, RequestStatus.QUEUED, priority, T0.plusSeconds(created), T0);
        Request changed = new Request(
                r.name(),
                r.sourceName(),
                r.processingVersion(),
                r.status(),
                r.spec(),
                r.rawDocument(),
                options,
                r.priority(),
                r.reason(),
                r.suggestion(),
                r.round(),
                r.plannedUnits(),
                r.inputExhausted(),
                r.createdAt(),
                r.statusSince(),
                r.nextLook(),
                r.version(),
                Cause.OPEN_DATASET,
                T0.plusSeconds(created + 5L),
                3,
                true,
                restartOf,
                supersededBy);
        stores.requests().create(changed, SampleRows.workflow(text), WHO);
        return changed;
    }

    @Test
    void a_request_is_found_with_its_options_cause_and_links_as_it_was_created() {
        Request next = put("next", 1, 0, PILOT, name, null);
        assertThat(row(next.name())).isEqualTo(next);
        Request between = put("between", 1, 0, URGENT, name, next.name());
        assertThat(row(between.name())).isEqualTo(between);
    }

    @Test
    void urgent_ones_come_first_then_priority_then_age() {
        put("high", 900_000, 5, PILOT, null, null);
        put("urgent-low", 1, 9, URGENT, null, null);
        put("urgent-high", 2, 9, URGENT, null, null);
        put("urgent-old", 1, 8, URGENT, null, null);
        String[] order = {"urgent-high", "urgent-old", "urgent-low", "high", "waits"};
        assertThat(stores.requests().queued(T0, null, 10))
                .extracting(RequestName::value)
                .containsExactly(order);
        assertThat(stores.requests().due(T0, 10)).extracting(RequestName::value).containsExactly(order);
        assertThat(stores.requests().due(T0, 2))
                .extracting(RequestName::value)
                .containsExactly("urgent-high", "urgent-old");
    }
}
