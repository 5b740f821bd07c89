package org.wms2.cli.app;

import java.util.function.Consumer;
import org.wms2.server.local.LocalControl;
import org.wms2.server.settings.Settings;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;

/** How a command gets at the rest of WMS2; a test gives its own. */
public interface Composition {
    /** Wires WMS2 for what the caller needs; starts the local profile's services where they are used. */
    Engine open(Settings settings, Need need, Consumer<String> progress);

    /** The services of the local profile. */
    LocalControl local(Settings settings);
}
