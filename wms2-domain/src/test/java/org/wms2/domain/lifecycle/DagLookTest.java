package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestOptions;

class DagLookTest {
    private final World world = new World();
    private final Wms2 wms2 = world.process("a");

    @Test
    void whatIsKeptOfADagGoesOnceItsEndIsApplied() {
        RequestName name = world.assigned(Specs.generator("gen", 40_000));
        DagKey key = world.key(name, 0);
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        String directory = world.dag(name).directory();
        world.condor.start(key);
        world.pass(Duration.ofSeconds(31));
        world.settle(wms2, name);
        assertThat(world.files.forgotten()).isEmpty();
        world.condor.runToEnd(key);
        world.pass(Duration.ofSeconds(31));
        world.settle(wms2, name);
        assertThat(world.files.forgotten()).containsExactly(directory);
    }
}
