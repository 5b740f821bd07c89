package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Specs;
import org.wms2.domain.TurnResult;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;

/** A driver gives a request up whose turns come to nothing. */
class QuarantineTest {
    private final World world = new World();
    private final Wms2 wms2 = world.process("a");

    private RequestName running() {
        RequestName name = world.assigned(Specs.generator("gen", 400));
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        return name;
    }

    @Test
    void itIsHeldWithTheReasonAndItsLiveDagRunsOn() {
        RequestName name = running();

        TurnResult result = wms2.quarantine(name, "a turn took longer than 7200 s");

        assertThat(result.kind()).isEqualTo(TurnResult.Kind.MOVED);
        Request held = world.request(name);
        assertThat(held.status()).isEqualTo(RequestStatus.HELD);
        assertThat(held.cause()).isEqualTo(Cause.QUARANTINE);
        assertThat(held.reason()).contains("quarantined", "longer than 7200 s");
        assertThat(held.suggestion()).contains("release");
        assertThat(world.dag(name).status()).isEqualTo(DagStatus.RUNNING);
    }

    @Test
    void whatIsHeldAlreadyKeepsItsOwnReason() {
        RequestName name = running();
        wms2.quarantine(name, "the first reason");

        assertThat(wms2.quarantine(name, "the second").kind()).isEqualTo(TurnResult.Kind.WAITING);

        assertThat(world.request(name).reason()).contains("the first reason");
    }

    @Test
    void aRequestOfAnotherProcessIsLeftAlone() {
        RequestName name = running();
        world.pass(Duration.ofMinutes(10));
        Wms2 other = world.process("b");
        other.turn(name);

        assertThat(wms2.quarantine(name, "mine hung").kind()).isEqualTo(TurnResult.Kind.WATCHING);

        assertThat(world.request(name).status()).isNotEqualTo(RequestStatus.HELD);
    }
}
