package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wms2.domain.World;
import org.wms2.ports.error.ServiceUnavailableException;

class SharedQueueTest {
    private final World world = new World();
    private final SharedQueue queue = new SharedQueue(world.condor, world.clock, Duration.ofSeconds(30));

    @Test
    void allWhoAskWithinACycleGetTheSameLook() {
        assertThat(queue.look()).isSameAs(queue.look());
        world.pass(Duration.ofSeconds(30));
        assertThat(queue.look().takenAt()).isEqualTo(world.now());
    }

    @Test
    void aScheddThatDoesNotAnswerIsAskedOnceACycleAndThenAgain() {
        world.condor.reachable(false);
        assertThatThrownBy(queue::look).isInstanceOf(ServiceUnavailableException.class);
        world.condor.reachable(true);
        assertThatThrownBy(queue::look).hasMessageContaining("the schedd does not answer");
        world.pass(Duration.ofSeconds(30));
        assertThat(queue.look().dags()).isEmpty();
    }

    @Test
    void aViewDoesWithoutAnAnswerRatherThanFail() {
        world.condor.reachable(false);
        assertThat(queue.glance()).isEmpty();
        world.condor.reachable(true);
        world.pass(Duration.ofSeconds(30));
        assertThat(queue.glance()).isPresent();
        world.condor.reachable(false);
        world.pass(Duration.ofSeconds(30));
        assertThat(queue.glance()).as("what was known last").isPresent();
    }
}
