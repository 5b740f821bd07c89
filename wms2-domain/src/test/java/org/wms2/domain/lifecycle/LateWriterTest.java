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
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;

/** A process that was away for longer than its lease just before it wrote a plan. */
class LateWriterTest {
    private final World world = new World();

    @Test
    void the_plan_of_a_process_that_was_away_never_replaces_that_of_its_heir() {
        RequestName name = world.assigned(Specs.generator("gen", 1_000));
        Wms2 late = world.process("late");
        Wms2 heir = world.process("heir", world.stores, 1);
        late.importRequest(name, RequestOptions.NONE);
        world.files.beforeNextWrite = () -> {
            world.pass(Duration.ofMinutes(2));
            while (!world.dag(name).status().equals(DagStatus.READY)) {
                heir.turn(name);
            }
        };

        TurnResult result = world.settle(late, name);

        assertThat(result.kind()).isEqualTo(TurnResult.Kind.WATCHING);
        assertThat(world.dag(name).status()).isEqualTo(DagStatus.READY);
        assertThat(world.dag(name).workUnits()).isOne();
        world.settle(heir, name);
        world.condor.advance();
        assertThat(world.condor
                        .observe()
                        .first(world.key(name, 0))
                        .orElseThrow()
                        .groupsTotal())
                .as("work units that HTCondor runs")
                .isOne();
        Request end = world.live(heir, name);
        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.events(Specs.GEN_SIM)).isEqualTo(1_000);
        assertThat(heir.audit(name).isClean()).isTrue();
    }
}
