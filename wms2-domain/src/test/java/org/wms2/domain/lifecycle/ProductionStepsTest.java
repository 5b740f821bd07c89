package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.ProductionStep;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;

class ProductionStepsTest {
    private final World world = new World();
    private final Wms2 wms2 = world.process("a");
    private final RequestName name = world.assigned(Specs.generator("gen", 1_000));

    private void imported(ProductionStep... steps) {
        wms2.importRequest(
                name,
                new RequestOptions(
                        null, null, null, null, null, false, List.of(steps), CleanupPolicy.KEEP_UNTIL_REPLACED));
    }

    private List<String> moves() {
        return world.stores.work().transitions(name).stream()
                .filter(t -> t.kind() == SubjectKind.REQUEST)
                .map(Transition::to)
                .toList();
    }

    @Test
    void aReachedStepStopsTheRequestAndGoesOnWithItsPriority() {
        imported(new ProductionStep(0.4, 70_000));
        world.settle(wms2, name);
        world.condor.start(world.key(name, 0));
        world.condor.finish(world.key(name, 0), 0);
        world.pass(Duration.ofSeconds(31));
        assertThat(world.settle(wms2, name).request().status())
                .as("20 % are merged")
                .isEqualTo(RequestStatus.ACTIVE);

        world.condor.finish(world.key(name, 0), 1);
        world.pass(Duration.ofSeconds(31));
        world.settle(wms2, name);

        Request stopping = world.request(name);
        assertThat(stopping.stepsTaken() == 1 || stopping.status() == RequestStatus.STOPPING)
                .isTrue();
        Request end = world.live(wms2, name);

        assertThat(end.status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(end.priority()).isEqualTo(70_000);
        assertThat(end.stepsTaken()).isEqualTo(1);
        assertThat(moves()).contains("stopping", "queued");
        assertThat(world.dbs.events(Specs.AODSIM)).isEqualTo(1_000);
    }

    @Test
    void severalStepsReachedAtOnceAreTakenTogether() {
        imported(new ProductionStep(0.1, 70_000), new ProductionStep(0.2, 60_000), new ProductionStep(0.9, 50_000));
        world.settle(wms2, name);
        world.condor.start(world.key(name, 0));
        world.condor.finish(world.key(name, 0), 0);
        world.condor.finish(world.key(name, 0), 1);
        world.pass(Duration.ofSeconds(31));
        world.settle(wms2, name);
        world.pass(Duration.ofMinutes(10));
        world.settle(wms2, name);

        Request request = world.request(name);

        assertThat(request.stepsTaken()).isEqualTo(2);
        assertThat(request.priority()).isEqualTo(60_000);
    }

    @Test
    void aRoundThatEndsWellTakesItsStepsWithoutAStop() {
        Wms2 small = world.process("b", world.stores, 2);
        imported(new ProductionStep(0.4, 70_000));
        world.settle(small, name);
        world.condor.runToEnd(world.key(name, 0));
        world.pass(Duration.ofSeconds(31));
        world.settle(small, name);

        assertThat(world.request(name).priority()).isEqualTo(70_000);
        assertThat(moves()).doesNotContain("stopping");
        assertThat(world.live(small, name).status()).isEqualTo(RequestStatus.COMPLETED);
    }
}
