package org.wms2.cli.app;

import java.util.List;
import java.util.function.Consumer;
import org.wms2.server.local.LocalControl;
import org.wms2.server.settings.Settings;
import org.wms2.server.wiring.Answer;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import org.wms2.server.wiring.Wiring;

/** The real one. */
public final class WiredComposition implements Composition {
    @Override
    public Engine open(Settings settings, Need need, Consumer<String> progress) {
        return Wiring.open(settings, need, progress);
    }

    @Override
    public List<Answer> htcondorChecks(Settings settings) {
        return Wiring.htcondorChecks(settings);
    }

    @Override
    public LocalControl local(Settings settings) {
        return Wiring.local(settings);
    }
}
