package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;

/** Stops at the worst moment: each of these once left a request where nothing moved it any more. */
class StopInTroubleTest {
    private final World world = new World();
    private final Wms2 wms2 = world.process("a");

    private RequestName imported() {
        RequestName name = world.assigned(Specs.generator("gen", 600));
        wms2.importRequest(name, RequestOptions.NONE);
        return name;
    }

    private void wish(RequestName name, WishKind kind) {
        world.stores.wishes().add(name, NewWish.of(kind, "op@desk", ""));
    }

    @Test
    void aDagWhoseReleaseLostItsAnswerIsStoppedAsOneThatRuns() {
        RequestName name = imported();
        while (world.stores.work().latestDag(name).isEmpty() || world.dag(name).status() != DagStatus.SUBMITTED) {
            wms2.turn(name);
        }
        world.condor.loseNextAnswer();
        wms2.turn(name);
        assertThat(world.dag(name).status()).isEqualTo(DagStatus.SUBMITTED);
        world.condor.start(world.key(name, 0));
        wish(name, WishKind.STOP);

        Request stopped = world.live(wms2, name);

        assertThat(stopped.status()).as(stopped.reason()).isIn(RequestStatus.HELD, RequestStatus.COMPLETED);
        assertThat(world.condor.everStarted(world.key(name, 0))).isEqualTo(1);
    }

    @Test
    void aRoundThatIsStoppedToBeFinishedAndHasMadeNothingIsRecovered() {
        RequestName name = imported();
        world.settle(wms2, name);
        world.condor.start(world.key(name, 0));
        wish(name, WishKind.FINISH);
        world.pass(Duration.ofSeconds(30));

        Request end = world.live(wms2, name);

        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.events(Specs.AODSIM)).as("nothing is lost").isEqualTo(600);
        assertThat(world.stores.wishes().open(name)).isEmpty();
    }
}
