package org.wms2.ports.memory;

import java.util.Comparator;
import java.util.List;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.store.Alert;
import org.wms2.ports.store.AlertStore;

/** Alerts in memory. */
record MemoryAlerts(MemoryTables tables) implements AlertStore {
    @Override
    public boolean addIfNew(Alert alert) {
        return tables.read(() -> {
            if (tables.requests.find(alert.request()).isEmpty()) {
                throw new Wms2Exception(ErrorCode.NOT_FOUND, "there is no request " + alert.request());
            }
            return tables.alerts.add(alert);
        });
    }

    @Override
    public List<Alert> of(RequestName request) {
        return tables.read(() -> tables.alerts.stream()
                .filter(a -> a.request().equals(request))
                .sorted(Comparator.comparing(Alert::since)
                        .thenComparing(a -> a.kind().word()))
                .toList());
    }
}
