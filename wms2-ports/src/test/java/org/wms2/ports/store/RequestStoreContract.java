package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;

/** Creating and finding requests, and the orders they come in. */
public abstract class RequestStoreContract extends StoresContract {
    private static final Instant T0 = SampleRows.T0;

    private void put(String name, RequestStatus status, int priority, int created, int look) {
        Request request = SampleRows.request(name, status, priority, T0.plusSeconds(created), T0.plusSeconds(look));
        stores.requests().create(request, SampleRows.workflow(name), WHO);
    }

    private static List<String> text(List<RequestName> names) {
        return names.stream().map(RequestName::value).toList();
    }

    private List<String> page(RequestFilter filter) {
        return text(stores.requests().list(filter).stream().map(Request::name).toList());
    }

    @Test
    void a_created_request_is_found_with_every_field_as_it_was() {
        RequestName name = created("whole", RequestStatus.SUBMITTED);
        assertThat(stores.requests().find(name)).contains(SampleRows.request("whole", RequestStatus.SUBMITTED));
        assertThat(stores.work().workflow(name)).contains(SampleRows.workflow("whole"));
    }

    @Test
    void a_request_without_a_typed_document_is_kept_too() {
        Request r = SampleRows.request("raw", RequestStatus.NEW);
        Request bare = new Request(
                r.name(),
                r.sourceName(),
                r.processingVersion(),
                r.status(),
                null,
                r.rawDocument(),
                r.options(),
                r.priority(),
                r.reason(),
                r.suggestion(),
                r.round(),
                r.plannedUnits(),
                r.inputExhausted(),
                r.createdAt(),
                r.statusSince(),
                r.nextLook(),
                r.version());
        stores.requests().create(bare, SampleRows.workflow("raw"), WHO);
        assertThat(stores.requests().find(r.name())).contains(bare);
    }

    @Test
    void a_creation_is_the_first_transition() {
        RequestName name = created("first", RequestStatus.NEW);
        assertThat(stores.work().transitions(name))
                .containsExactly(new Transition(SubjectKind.REQUEST, "first", "", "new", T0, "imported", WHO));
    }

    @Test
    void a_name_that_is_taken_is_a_conflict_and_leaves_the_first_as_it_is() {
        RequestName name = created("taken", RequestStatus.NEW);
        Request second = SampleRows.request("taken", RequestStatus.QUEUED);
        assertThatThrownBy(() -> stores.requests().create(second, SampleRows.workflow("taken"), "another"))
                .isInstanceOfSatisfying(Wms2Exception.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
                    assertThat(e.text()).contains("taken");
                });
        assertThat(row(name).status()).isEqualTo(RequestStatus.NEW);
        assertThat(stores.work().transitions(name)).hasSize(1);
    }

    @Test
    void nothing_is_known_of_an_unknown_request() {
        RequestName unknown = new RequestName("unknown");
        assertThat(stores.requests().find(unknown)).isEmpty();
        assertThat(stores.work().workflow(unknown)).isEmpty();
        assertThat(stores.work().transitions(unknown)).isEmpty();
    }

    @Test
    void lists_come_newest_first_and_by_name_backwards_within_an_instant() {
        put("b", RequestStatus.NEW, 1, 10, 0);
        put("a", RequestStatus.QUEUED, 2, 10, 0);
        put("old", RequestStatus.NEW, 3, 5, 0);
        put("young", RequestStatus.NEW, 0, 20, 0);
        assertThat(page(new RequestFilter(null, null, 10))).containsExactly("young", "b", "a", "old");
        assertThat(page(new RequestFilter(RequestStatus.NEW, null, 10))).containsExactly("young", "b", "old");
        assertThat(page(new RequestFilter(RequestStatus.FAILED, null, 10))).isEmpty();
    }

    @Test
    void pages_put_together_are_the_whole_list() {
        for (int i = 0; i < 7; i++) {
            put("r" + i, i % 2 == 0 ? RequestStatus.NEW : RequestStatus.QUEUED, 1, i / 3, 0);
        }
        assertThat(pages(null)).containsExactly("r6", "r5", "r4", "r3", "r2", "r1", "r0");
        assertThat(pages(RequestStatus.NEW)).containsExactly("r6", "r4", "r2", "r0");
    }

    private List<String> pages(@Nullable RequestStatus status) {
        List<String> all = new ArrayList<>();
        List<String> page = page(new RequestFilter(status, null, 2));
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            all.addAll(page);
            page = page(new RequestFilter(status, new RequestName(page.getLast()), 2));
        }
        return all;
    }

    @Test
    void a_page_after_an_unknown_request_is_empty() {
        created("here", RequestStatus.NEW);
        assertThat(page(new RequestFilter(null, new RequestName("unknown"), 10)))
                .isEmpty();
    }

    @Test
    void due_are_those_to_look_at_that_are_not_final() {
        put("past", RequestStatus.ACTIVE, 1, 0, -1);
        put("now", RequestStatus.HELD, 1, 1, 0);
        put("later", RequestStatus.ACTIVE, 1, 2, 1);
        put("completed", RequestStatus.COMPLETED, 1, 3, -1);
        put("failed", RequestStatus.FAILED, 1, 3, -1);
        put("aborted", RequestStatus.ABORTED, 1, 3, -1);
        assertThat(text(stores.requests().due(T0, 10))).containsExactly("past", "now");
    }

    @Test
    void due_and_queued_come_by_priority_then_age_then_name() {
        put("low", RequestStatus.QUEUED, 1, 0, 0);
        put("young", RequestStatus.QUEUED, 500, 9, 0);
        put("old-b", RequestStatus.QUEUED, 500, 3, 0);
        put("old-a", RequestStatus.QUEUED, 500, 3, 0);
        put("high", RequestStatus.QUEUED, 999_999, 20, 0);
        String[] order = {"high", "old-a", "old-b", "young", "low"};
        assertThat(text(stores.requests().due(T0, 10))).containsExactly(order);
        assertThat(text(stores.requests().queued(T0, null, 10))).containsExactly(order);
        assertThat(text(stores.requests().due(T0, 2))).containsExactly("high", "old-a");
        assertThat(text(stores.requests().queued(T0, null, 3))).containsExactly("high", "old-a", "old-b");
    }

    @Test
    void queued_are_only_those_in_that_status_that_do_not_wait_for_something_else() {
        put("soon", RequestStatus.QUEUED, 1, 0, 30);
        put("much-later", RequestStatus.QUEUED, 999, 0, 9_999);
        put("runs", RequestStatus.ACTIVE, 1, 0, 0);
        assertThat(text(stores.requests().queued(T0.plusSeconds(30), null, 10))).containsExactly("soon");
    }

    @Test
    void a_limit_below_one_is_refused() {
        assertThatThrownBy(() -> stores.requests().due(T0, 0)).isInstanceOf(InputRefusedException.class);
        assertThatThrownBy(() -> stores.requests().queued(T0, null, 0)).isInstanceOf(InputRefusedException.class);
    }

    @Test
    void what_nobody_works_on_any_more_can_be_left_out_of_the_queue() {
        put("driven", RequestStatus.QUEUED, 2, 0, 0);
        put("left", RequestStatus.QUEUED, 1, 0, 0);
        RequestName driven = new RequestName("driven");
        RequestName left = new RequestName("left");
        assertThat(stores.requests().claim(driven, "server", Duration.ofMinutes(1)))
                .isPresent();
        stores.requests()
                .claim(left, "import", Duration.ofMinutes(1))
                .ifPresent(claim -> stores.requests().release(claim));
        Instant longAgo = Instant.now().minusSeconds(300);

        assertThat(text(stores.requests().queued(T0, longAgo, 10))).containsExactly("driven");
        assertThat(text(stores.requests().queued(T0, null, 10))).containsExactly("driven", "left");
    }
}
