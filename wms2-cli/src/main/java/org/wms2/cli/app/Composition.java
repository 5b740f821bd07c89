package org.wms2.cli.app;

import java.util.List;
import java.util.function.Consumer;
import org.wms2.server.local.LocalControl;
import org.wms2.server.settings.Settings;
import org.wms2.server.wiring.Answer;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;

/** How a command gets at the rest of WMS2; a test gives its own. */
public interface Composition {
    /** Wires WMS2 for what the caller needs; starts the local profile's services where they are used. */
    Engine open(Settings settings, Need need, Consumer<String> progress);

    /** What there is to say of an HTCondor that is not WMS2's own; nothing if it is. */
    default List<Answer> htcondorChecks(Settings settings) {
        return List.of();
    }

    /** The services of the local profile. */
    LocalControl local(Settings settings);
}
