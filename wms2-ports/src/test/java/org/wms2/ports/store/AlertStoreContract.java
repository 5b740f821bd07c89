package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;

/** Alerts: each one is new once. */
public abstract class AlertStoreContract extends StoresContract {
    private static final Instant SINCE = SampleRows.T0.plusSeconds(5);

    @Test
    void an_alert_is_new_once() {
        RequestName name = created("a", RequestStatus.HELD);
        Alert alert = new Alert(name, AlertKind.HELD, SINCE);
        assertThat(stores.alerts().addIfNew(alert)).isTrue();
        assertThat(stores.alerts().addIfNew(alert)).isFalse();
        assertThat(stores.alerts().of(name)).containsExactly(alert);
    }

    @Test
    void another_request_kind_or_time_is_another_alert() {
        RequestName name = created("a", RequestStatus.HELD);
        RequestName other = created("b", RequestStatus.HELD);
        Alert later = new Alert(name, AlertKind.HELD, SINCE.plusSeconds(1));
        Alert quarantined = new Alert(name, AlertKind.QUARANTINED, SINCE);
        Alert stuck = new Alert(name, AlertKind.STUCK, SINCE);
        Alert first = new Alert(name, AlertKind.HELD, SINCE);
        for (Alert alert : new Alert[] {later, stuck, first, quarantined, new Alert(other, AlertKind.HELD, SINCE)}) {
            assertThat(stores.alerts().addIfNew(alert)).as("%s is new", alert).isTrue();
        }
        assertThat(stores.alerts().of(name)).containsExactly(first, quarantined, stuck, later);
        assertThat(stores.alerts().of(other)).hasSize(1);
    }

    @Test
    void of_many_at_once_one_gives_it() throws Exception {
        Alert alert = new Alert(created("a", RequestStatus.HELD), AlertKind.HELD, SINCE);
        int given = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            Callable<Boolean> add = () -> stores.alerts().addIfNew(alert);
            for (Future<Boolean> each :
                    pool.invokeAll(Stream.generate(() -> add).limit(8).toList())) {
                given += each.get() ? 1 : 0;
            }
        }
        assertThat(given).isEqualTo(1);
    }

    @Test
    void an_alert_of_a_request_that_is_not_there_is_refused() {
        RequestName nobody = new RequestName("nobody");
        assertThatThrownBy(() -> stores.alerts().addIfNew(new Alert(nobody, AlertKind.STUCK, SINCE)))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThat(stores.alerts().of(nobody)).isEmpty();
    }
}
