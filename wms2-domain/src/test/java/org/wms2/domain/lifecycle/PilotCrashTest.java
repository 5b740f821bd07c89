package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wms2.domain.CrashingRequests;
import org.wms2.domain.CrashingRequests.Death;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.pilot.PilotStatus;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Stores;

/** Whatever change set a process dies at, one pilot runs, its measurement is taken over, and nothing is lost. */
class PilotCrashTest {
    private static final int EVENTS = 400;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereverAProcessDiesOnePilotRunsAndItsMeasurementIsKept(boolean afterCommit) {
        int deaths = 0;
        while (dieAt(deaths, afterCommit)) {
            deaths++;
        }
        assertThat(deaths).as("change sets at which a process died").isGreaterThan(18);
    }

    private static boolean dieAt(int fatal, boolean afterCommit) {
        World world = new World();
        RequestName name = world.assigned(Specs.generator("gen", EVENTS));
        Stores real = world.stores;
        Wms2 first = world.process("first", real.with(new CrashingRequests(real.requests(), fatal, afterCommit)), 500);
        first.importRequest(name, PilotTest.WITH_PILOT);
        boolean died = false;
        try {
            world.live(first, name);
        } catch (Death e) {
            died = true;
        }
        world.pass(Duration.ofMinutes(2));
        if (!world.request(name).status().isFinal()) {
            world.live(world.process("second"), name);
        }
        String where = "dead at change set " + fatal + (afterCommit ? " after" : " before") + " its commit";
        Request end = world.request(name);
        assertThat(end.status()).as(where + ": " + end.reason()).isEqualTo(RequestStatus.COMPLETED);
        Pilot pilot = real.work().pilot(name).orElseThrow();
        assertThat(pilot.status()).as(where).isEqualTo(PilotStatus.MEASURED);
        assertThat(pilot.key().attempt()).as(where).isZero();
        assertThat(world.condor.everStarted(pilot.key())).as(where).isEqualTo(1);
        assertThat(world.condor.everStarted(world.key(name, 0))).as(where).isEqualTo(1);
        assertThat(world.dbs.events(Specs.AODSIM)).as(where).isEqualTo(EVENTS);
        assertThat(first.audit(name).isClean()).as(where).isTrue();
        return died;
    }
}
