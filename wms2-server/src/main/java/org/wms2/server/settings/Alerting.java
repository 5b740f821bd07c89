package org.wms2.server.settings;

import java.nio.file.Path;
import java.util.List;

/** How an operator is told. */
public final class Alerting {
    public static final Setting<Path> ON_ALERT = Setting.of(
            "on-alert",
            "a path",
            "Program that is run for each request that is held, quarantined or stuck (docs/operations.md)",
            null,
            Readers::path);

    static final List<Setting<?>> ALL = List.of(ON_ALERT);

    private Alerting() {}
}
