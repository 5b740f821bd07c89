package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;

/** One of several schedds is silent while others answer: of its DAGs nothing is known, least of all that they are gone. */
class SilentScheddTest {
    private final World world = new World();
    private final Wms2 wms2 = world.process("a");
    private final RequestName name = world.assigned(Specs.generator("gen", 40_000));
    private final DagKey key = world.key(name, 0);

    @BeforeEach
    void running() {
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        world.condor.start(key);
        later(Duration.ofSeconds(31));
    }

    private Request later(Duration time) {
        world.pass(time);
        return world.settle(wms2, name).request();
    }

    @Test
    void a_dag_that_a_look_without_its_schedd_does_not_show_is_not_missing() {
        world.condor.silentAmongOthers();
        for (int i = 0; i < 10; i++) {
            Request request = later(Duration.ofHours(1));
            assertThat(request.status()).isEqualTo(RequestStatus.ACTIVE);
            assertThat(request.cause()).isEqualTo(Cause.SCHEDD_SILENT);
        }
        assertThat(world.stores.work().latestDag(name).orElseThrow().status()).isEqualTo(DagStatus.RUNNING);

        world.condor.reachable(true);
        world.condor.runToEnd(key);
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
    }
}
