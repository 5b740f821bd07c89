package org.wms2.cms.rucio;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.wms2.cms.LoopbackCms;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.cms.RucioContract;

/** The HTTP adapter, talking to the pretended service over loopback. */
class RucioHttpContractTest extends RucioContract {

    private final LoopbackCms world = new LoopbackCms();
    private final Rucio rucio = world.rucio();

    @AfterEach
    void close() {
        world.close();
    }

    @Override
    protected Rucio rucio() {
        return rucio;
    }

    @Override
    protected void daemonsRun() {
        world.pass(Duration.ofSeconds(3));
    }
}
