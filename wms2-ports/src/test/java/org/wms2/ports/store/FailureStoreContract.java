package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.RequestStatus;

/** What failed is kept once per work unit, attempt, site, category and exit code. */
public abstract class FailureStoreContract extends StoresContract {
    private RequestName name;

    @BeforeEach
    void createRequest() {
        name = created("fails", RequestStatus.ACTIVE);
        applied(
                name,
                new Change.PutDag(SampleRows.dag("fails", 0, 0)),
                new Change.PutWorkUnits(List.of(SampleRows.unit("fails", 0, 0, 1), SampleRows.unit("fails", 0, 1, 2))));
    }

    private static Failure failure(
            int unit, int attempt, @Nullable String site, FailureCategory category, int code, int nodes) {
        return new Failure(
                SampleRows.unitId(unit),
                attempt,
                site == null ? null : new SiteName(site),
                category,
                code,
                nodes,
                "proc_00000" + nodes,
                nodes + " nodes said so");
    }

    private static Change put(Failure... failures) {
        return new Change.PutFailures(List.of(failures));
    }

    private List<Failure> stored() {
        return stores.failures().of(name);
    }

    @Test
    void at_first_nothing_has_failed() {
        assertThat(stored()).isEmpty();
        applied(name, put());
        assertThat(stored()).isEmpty();
        assertThat(stores.failures().of(new RequestName("unknown"))).isEmpty();
    }

    @Test
    void failures_come_by_work_unit_attempt_site_category_and_exit_code_in_any_order_they_were_put() {
        List<Failure> ordered = List.of(
                failure(1, 0, null, FailureCategory.UNKNOWN, 0, 1),
                failure(1, 0, "T1_US_FNAL", FailureCategory.PAYLOAD, -11, 1),
                failure(1, 0, "T1_US_FNAL", FailureCategory.PAYLOAD, 8001, 1),
                failure(1, 0, "T2_CH_CERN", FailureCategory.INPUT, 8021, 2),
                failure(1, 0, "T2_CH_CERN", FailureCategory.PAYLOAD, 134, 3),
                failure(1, 0, "T2_CH_CERN", FailureCategory.SITE, 50, 4),
                failure(1, 2, null, FailureCategory.KILLED, 143, 5),
                failure(1, 10, null, FailureCategory.KILLED, 143, 5),
                failure(2, 0, "T1_US_FNAL", FailureCategory.STORAGE, 60, 6));
        List<Failure> mixed = new ArrayList<>(ordered);
        Collections.reverse(mixed);
        applied(name, new Change.PutFailures(mixed));
        assertThat(stored()).isEqualTo(ordered);
    }

    @Test
    void every_category_is_kept() {
        for (FailureCategory category : FailureCategory.values()) {
            applied(name, put(failure(1, 0, "T2_CH_CERN", category, 1, 1)));
        }
        assertThat(stored()).extracting(Failure::category).containsExactlyInAnyOrder(FailureCategory.values());
    }

    @Test
    void the_same_failure_is_replaced_with_and_without_a_site() {
        applied(
                name,
                put(
                        failure(1, 0, "T2_CH_CERN", FailureCategory.PAYLOAD, 134, 3),
                        failure(1, 0, null, FailureCategory.PAYLOAD, 134, 2)));
        applied(
                name,
                put(
                        failure(1, 0, null, FailureCategory.PAYLOAD, 134, 7),
                        failure(1, 0, "T2_CH_CERN", FailureCategory.PAYLOAD, 134, 9)));
        assertThat(stored())
                .containsExactly(
                        failure(1, 0, null, FailureCategory.PAYLOAD, 134, 7),
                        failure(1, 0, "T2_CH_CERN", FailureCategory.PAYLOAD, 134, 9));
    }

    @Test
    void of_the_same_failure_twice_in_one_list_the_last_is_kept() {
        applied(
                name,
                put(
                        failure(1, 0, null, FailureCategory.TIME, 50664, 3),
                        failure(1, 0, null, FailureCategory.TIME, 50664, 4)));
        assertThat(stored()).containsExactly(failure(1, 0, null, FailureCategory.TIME, 50664, 4));
    }

    @Test
    void the_next_attempt_has_failures_of_its_own() {
        Failure first = failure(1, 0, "T2_CH_CERN", FailureCategory.MEMORY, 50660, 3);
        Failure second = failure(1, 1, "T2_CH_CERN", FailureCategory.MEMORY, 50660, 1);
        applied(name, put(first));
        applied(name, put(second));
        assertThat(stored()).containsExactly(first, second);
    }

    @Test
    void failures_are_undone_with_the_set() {
        applied(name, put(failure(1, 0, null, FailureCategory.MERGE, 1, 1)));
        lost(
                name,
                put(failure(1, 0, null, FailureCategory.MERGE, 1, 5), failure(2, 0, null, FailureCategory.MERGE, 1, 5)),
                new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.HELD, "", ""));
        assertThat(stored()).containsExactly(failure(1, 0, null, FailureCategory.MERGE, 1, 1));
    }

    @Test
    void a_failure_of_no_work_unit_of_the_request_is_a_defect() {
        RequestName other = created("other", RequestStatus.ACTIVE);
        applied(
                other,
                new Change.PutDag(SampleRows.dag("other", 0, 0)),
                new Change.PutWorkUnits(List.of(SampleRows.unit("other", 0, 0, 9))));
        assertThatThrownBy(() -> apply(name, put(failure(9, 0, null, FailureCategory.PLAN, 1, 1))))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
        assertThat(stored()).isEmpty();
        applied(other, put(failure(9, 0, null, FailureCategory.PLAN, 1, 1)));
        assertThat(stored()).isEmpty();
        assertThat(stores.failures().of(other)).hasSize(1);
    }
}
