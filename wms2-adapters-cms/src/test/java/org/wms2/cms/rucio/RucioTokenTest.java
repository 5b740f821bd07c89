package org.wms2.cms.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wms2.cms.LoopbackCms;
import org.wms2.cms.simulated.SimulatedCms;
import org.wms2.cms.simulated.SimulatedServer;
import org.wms2.ports.cms.OutputSamples;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.system.Call;

class RucioTokenTest {

    private final LoopbackCms world = new LoopbackCms();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void oneTokenServesManyCallsAndIsRenewedBeforeItEnds() {
        RucioHttp rucio = world.rucio();

        ask(rucio);
        ask(rucio);
        assertThat(logins()).isEqualTo(1);

        world.pass(Duration.ofMinutes(56));
        ask(rucio);
        assertThat(logins()).isEqualTo(2);
    }

    @Test
    void aTokenThatTheServerForgotIsRenewedOnce() {
        RucioHttp rucio;
        int port;
        try (SimulatedServer first = SimulatedServer.start(world.cms, 0)) {
            rucio = world.rucio(first.rucio());
            port = first.port();
            ask(rucio);
        }
        try (SimulatedServer second = SimulatedServer.start(world.cms, port)) {
            assertThat(second.port()).isEqualTo(port);
            ask(rucio);
        }

        assertThat(logins()).isEqualTo(2);
    }

    @Test
    void aWrongPasswordIsRefusedAndShownNowhere() {
        RucioHttp rucio = new RucioHttp(
                world.client("Rucio"),
                world.server.rucio(),
                world.server.rucio(),
                new RucioCredentials.UserPass(SimulatedCms.RUCIO_ACCOUNT, "wms2", "letmein"),
                world.clock());

        assertThatThrownBy(() -> ask(rucio))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("CannotAuthenticate")
                .hasMessageNotContaining("letmein");
        assertThat(new RucioCredentials.UserPass("a", "b", "letmein").toString())
                .doesNotContain("letmein");
    }

    private static void ask(RucioHttp rucio) {
        assertThat(rucio.replicas(List.of(OutputSamples.block("Ask")))).hasSize(1);
    }

    private long logins() {
        return world.calls.stream().map(Call::operation).filter("auth"::equals).count();
    }
}
