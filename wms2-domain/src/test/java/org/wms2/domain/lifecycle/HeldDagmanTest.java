package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;

class HeldDagmanTest {
    private final World world = new World();
    private final Wms2 wms2 = world.process("a");
    private final RequestName name = world.assigned(Specs.generator("gen", 400));
    private final DagKey key = world.key(name, 0);

    private void running() {
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        world.condor.start(key);
    }

    private Request later() {
        world.pass(Duration.ofSeconds(31));
        return world.settle(wms2, name).request();
    }

    private JobState dagman() {
        return world.condor.find(key).orElseThrow().state();
    }

    @Test
    void whatHtcondorHoldsIsReleasedByRule() {
        running();
        world.condor.hold(key, 26, "spool was full");

        Request request = later();

        assertThat(request.status()).isEqualTo(RequestStatus.ACTIVE);
        assertThat(dagman()).isNotEqualTo(JobState.HELD);
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
    }

    @Test
    void whatIsHeldAgainAndAgainIsForAPerson() {
        running();
        for (int i = 0; i < 3; i++) {
            world.condor.hold(key, 26, "spool was full");
            assertThat(later().status()).isEqualTo(RequestStatus.ACTIVE);
            world.condor.start(key);
        }
        world.condor.hold(key, 26, "spool was full");

        Request held = later();

        assertThat(held.status()).isEqualTo(RequestStatus.HELD);
        assertThat(held.cause()).isEqualTo(Cause.DAGMAN_HELD);
        assertThat(held.reason()).contains("spool was full", "started 4 times");
    }

    @Test
    void whatAPersonHoldsStaysHeldUntilARelease() {
        running();
        world.condor.hold(key, 1, "via condor_hold (by user admin)");

        Request waiting = later();

        assertThat(waiting.status()).isEqualTo(RequestStatus.ACTIVE);
        assertThat(waiting.cause()).isEqualTo(Cause.DAGMAN_HELD);
        assertThat(waiting.reason()).contains("by user admin");
        assertThat(dagman()).isEqualTo(JobState.HELD);

        wms2.wish(name, NewWish.of(WishKind.RELEASE, "op@desk", ""));

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.stores.wishes().open(name)).isEmpty();
    }
}
