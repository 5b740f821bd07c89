package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishKind;
import org.wms2.ports.wish.WishOutcome;

/** Wishes are added by anybody at any time, lost to no race, and ended once. */
public abstract class WishStoreContract extends StoresContract {
    private static final NewWish HOLD = NewWish.of(WishKind.HOLD, "ann@host", "disk full");
    private static final NewWish STOP = new NewWish(WishKind.STOP, true, false, null, "bob@host", "");
    private static final NewWish RELEASE = new NewWish(WishKind.RELEASE, false, true, null, "rule: quiet", "again");
    private static final NewWish PRIORITY = new NewWish(WishKind.PRIORITY, false, false, 999_999, "ann@host", "now");
    private static final Instant NEVER = Instant.MAX;

    private RequestName name;

    @BeforeEach
    void createRequest() {
        name = created("wished", RequestStatus.ACTIVE);
    }

    private Wish add(NewWish wish) {
        return stores.wishes().add(name, wish);
    }

    private List<Wish> open() {
        return stores.wishes().open(name);
    }

    private boolean isDue() {
        return stores.requests().due(AT, 10).contains(name);
    }

    /** Nothing is to be looked at any more, except for wishes. */
    private void waitsForEver() {
        applied(name, new Change.Wait("for nothing", NEVER));
        assertThat(isDue()).isFalse();
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static Change end(Wish wish) {
        return new Change.EndWish(wish.id(), WishOutcome.CARRIED_OUT, "");
    }

    @Test
    void a_request_has_no_wishes_at_first() {
        assertThat(open()).isEmpty();
        assertThat(stores.wishes().open(new RequestName("unknown"))).isEmpty();
    }

    @Test
    void open_wishes_come_oldest_first_with_every_field_as_it_was() {
        List<Wish> added = new ArrayList<>();
        for (NewWish wish : List.of(STOP, PRIORITY, HOLD, RELEASE)) {
            added.add(add(wish));
        }
        assertThat(added).extracting(Wish::what).containsExactly(STOP, PRIORITY, HOLD, RELEASE);
        assertThat(added).extracting(Wish::id).isSorted().doesNotHaveDuplicates();
        assertThat(added).extracting(Wish::at).isSorted();
        assertThat(added).noneMatch(Wish::seen);
        assertThat(open()).isEqualTo(added);
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_is_kept(WishKind kind) {
        Integer priority = kind == WishKind.PRIORITY ? 0 : null;
        Wish added = add(new NewWish(kind, false, false, priority, "ann@host", "\u03bb"));
        assertThat(open()).containsExactly(added);
    }

    @Test
    void each_request_has_its_own() {
        RequestName other = created("other", RequestStatus.NEW);
        add(HOLD);
        Wish others = stores.wishes().add(other, STOP);
        assertThat(open()).extracting(Wish::what).containsExactly(HOLD);
        assertThat(stores.wishes().open(other)).containsExactly(others);
    }

    @Test
    void nothing_is_wished_of_what_is_not_there() {
        refused(ErrorCode.NOT_FOUND, () -> stores.wishes().add(new RequestName("unknown"), HOLD));
    }

    @ParameterizedTest
    @EnumSource
    void of_a_final_request_nothing_is_wished_any_more(RequestStatus status) {
        RequestName request = created("in_" + status.word(), status);
        if (status.isFinal()) {
            refused(ErrorCode.CONFLICT, () -> stores.wishes().add(request, HOLD));
            assertThat(stores.wishes().open(request)).isEmpty();
        } else {
            Wish added = stores.wishes().add(request, HOLD);
            assertThat(stores.wishes().open(request)).containsExactly(added);
        }
    }

    @Test
    void a_wish_needs_no_claim_and_changes_nothing_of_the_request() {
        claimed(name);
        ChangeSet decided = changes(name, new Change.Wait("as before", AT));
        add(HOLD);
        assertThat(row(name).version()).isEqualTo(decided.version());
        assertThat(stores.requests().apply(decided)).isTrue();
    }

    @Test
    void wishes_that_come_at_once_are_all_kept() throws ExecutionException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Wish>> all = threads.invokeAll(IntStream.range(0, 20)
                    .mapToObj(i -> (Callable<Wish>)
                            () -> add(NewWish.of(i % 2 == 0 ? WishKind.HOLD : WishKind.STOP, "user" + i, "")))
                    .toList());
            List<Wish> added = new ArrayList<>();
            for (Future<Wish> wish : all) {
                added.add(wish.get());
            }
            assertThat(open()).containsExactlyInAnyOrderElementsOf(added);
            assertThat(open()).extracting(Wish::id).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void no_wish_counts_as_seen_that_no_look_has_shown() throws ExecutionException, InterruptedException {
        Set<Long> shown = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> senders = IntStream.range(0, 3)
                    .mapToObj(i -> threads.submit(() -> IntStream.range(0, 30).forEach(j -> add(HOLD))))
                    .collect(Collectors.toList());
            while (!senders.stream().allMatch(Future::isDone)) {
                List<Wish> seen = open();
                seen.forEach(w -> shown.add(w.id()));
                applied(
                        name,
                        new Change.SeeWishes(seen.isEmpty() ? 0 : seen.getLast().id()));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
        assertThat(open()).hasSize(90).allMatch(w -> !w.seen() || shown.contains(w.id()));
    }

    @Test
    void a_request_with_a_wish_that_nobody_has_seen_is_due_however_long_it_waits() {
        waitsForEver();
        add(HOLD);
        assertThat(isDue()).isTrue();
        assertThat(stores.requests().due(Instant.EPOCH, 10)).containsExactly(name);
    }

    @Test
    void a_request_with_wishes_that_is_due_anyway_is_named_once() {
        add(HOLD);
        add(STOP);
        assertThat(stores.requests().due(AT, 10)).containsExactly(name);
    }

    @Test
    void wishes_do_not_change_the_order_of_what_is_due() {
        RequestName first = new RequestName("first");
        stores.requests()
                .create(
                        SampleRows.request("first", RequestStatus.HELD, 2_000, SampleRows.T0, SampleRows.T0),
                        SampleRows.workflow("first"),
                        WHO);
        RequestName last = new RequestName("last");
        stores.requests()
                .create(
                        SampleRows.request("last", RequestStatus.HELD, 1, SampleRows.T0, AT.plusSeconds(99)),
                        SampleRows.workflow("last"),
                        WHO);
        stores.wishes().add(last, RELEASE);
        assertThat(stores.requests().due(AT, 10)).containsExactly(first, name, last);
        assertThat(stores.requests().due(AT, 1)).containsExactly(first);
    }

    @Test
    void a_wish_that_comes_between_a_look_and_its_decision_keeps_the_request_due() {
        Wish known = add(HOLD);
        ChangeSet decided =
                changes(name, new Change.SeeWishes(known.id()), new Change.Wait("lets the round run out", NEVER));
        Wish late = add(STOP);
        assertThat(stores.requests().apply(decided)).isTrue();
        assertThat(isDue()).isTrue();
        assertThat(open()).extracting(Wish::seen).containsExactly(true, false);
        applied(name, new Change.SeeWishes(late.id()), new Change.Wait("stops", NEVER));
        assertThat(isDue()).isFalse();
        assertThat(open()).allMatch(Wish::seen);
    }

    @Test
    void a_decision_that_is_lost_has_seen_nothing() {
        Wish wish = add(HOLD);
        ChangeSet decided = changes(name, new Change.SeeWishes(wish.id()), end(wish), new Change.Wait("", NEVER));
        waitsForEverAsAnotherSays(decided);
        assertThat(open()).containsExactly(wish);
        assertThat(isDue()).isTrue();
    }

    private void waitsForEverAsAnotherSays(ChangeSet decided) {
        applied(name, new Change.Wait("somebody else's word", NEVER));
        assertThat(stores.requests().apply(decided)).isFalse();
    }

    @Test
    void who_has_lost_the_claim_ends_and_sees_no_wish() {
        Wish wish = add(HOLD);
        ChangeSet ours = changes(name, new Change.SeeWishes(wish.id()), end(wish));
        stores.requests().release(ours.claim());
        assertThat(stores.requests().claim(name, "another", LEASE)).isPresent();
        assertThat(stores.requests().apply(ours)).isFalse();
        assertThat(open()).containsExactly(wish);
    }

    @Test
    void seeing_wishes_of_one_request_leaves_those_of_others_unseen() {
        RequestName other = created("other", RequestStatus.HELD);
        Wish others = stores.wishes().add(other, HOLD);
        Wish ours = add(STOP);
        applied(name, new Change.SeeWishes(ours.id()), new Change.Wait("", NEVER));
        assertThat(stores.wishes().open(other)).containsExactly(others);
        assertThat(isDue()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_wish_ends_once(WishOutcome outcome) {
        Wish wish = add(HOLD);
        Change end = new Change.EndWish(wish.id(), outcome, "because");
        applied(name, end);
        assertThat(open()).isEmpty();
        lost(name, end);
    }

    @Test
    void the_second_end_of_a_wish_undoes_the_whole_set() {
        Wish done = add(HOLD);
        Wish stays = add(STOP);
        applied(name, end(done));
        lost(
                name,
                new Change.SeeWishes(stays.id()),
                new Change.SetPriority(7),
                end(stays),
                new Change.Wait("x", NEVER),
                end(done));
        assertThat(open()).containsExactly(stays);
    }

    @Test
    void a_wish_is_not_ended_twice_by_one_set() {
        Wish wish = add(HOLD);
        lost(name, end(wish), end(wish));
        assertThat(open()).containsExactly(wish);
    }

    @Test
    void wishes_of_others_or_of_nobody_are_not_ended() {
        Wish others = stores.wishes().add(created("other", RequestStatus.HELD), HOLD);
        lost(name, end(others));
        lost(name, new Change.EndWish(others.id() + 1_000, WishOutcome.WITHDRAWN, ""));
        assertThat(stores.wishes().open(new RequestName("other"))).containsExactly(others);
    }

    @Test
    void an_ended_wish_makes_nothing_due_though_nobody_has_seen_it() {
        Wish wish = add(HOLD);
        applied(name, end(wish), new Change.Wait("", NEVER));
        assertThat(isDue()).isFalse();
    }

    @Test
    void a_final_request_is_not_due_whatever_was_wished() {
        add(HOLD);
        applied(name, new Change.MoveRequest(RequestStatus.ACTIVE, RequestStatus.COMPLETED, "done", ""));
        assertThat(isDue()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED", "ABORTED"})
    void a_wish_that_comes_before_the_end_is_stored_ends_with_the_request(RequestStatus end) {
        Wish known = add(HOLD);
        ChangeSet decided = changes(name, new Change.MoveRequest(RequestStatus.ACTIVE, end, "the end", ""), end(known));
        add(STOP);
        Wish others = stores.wishes().add(created("other", RequestStatus.ACTIVE), HOLD);
        assertThat(stores.requests().apply(decided)).isTrue();
        assertThat(open()).isEmpty();
        assertThat(stores.wishes().open(new RequestName("other"))).containsExactly(others);
    }

    @Test
    void a_move_that_is_no_end_leaves_the_wishes_open() {
        Wish wish = add(HOLD);
        applied(name, new Change.MoveRequest(RequestStatus.ACTIVE, RequestStatus.HELD, "held", ""));
        assertThat(open()).containsExactly(wish);
    }
}
