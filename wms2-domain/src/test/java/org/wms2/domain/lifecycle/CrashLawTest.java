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
import org.wms2.ports.cms.RuleRequest;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Stores;

/**
 * The law of every crash: whatever change set a process dies at, before or after its commit, the next process ends the
 * request with one DAGMan, every block injected once and every rule asked for once.
 */
class CrashLawTest {
    private static final int EVENTS = 400;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereverAProcessDiesTheNextOneLosesNothingAndDoesNothingTwice(boolean afterCommit) {
        int deaths = 0;
        while (dieAt(deaths, afterCommit)) {
            deaths++;
        }
        assertThat(deaths).as("change sets at which a process died").isGreaterThan(15);
    }

    /** Returns false once the run has fewer change sets than that. */
    private static boolean dieAt(int fatal, boolean afterCommit) {
        World world = new World();
        RequestName name = world.assigned(Specs.generator("gen", EVENTS));
        Stores real = world.stores;
        Stores dying = real.with(new CrashingRequests(real.requests(), fatal, afterCommit));
        Wms2 first = world.process("first", dying, 500);
        first.importRequest(name, RequestOptions.NONE);
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
        assertThat(world.condor.everStarted(world.key(name, 0))).as(where).isEqualTo(1);
        assertThat(world.dbs.injections().values()).as(where).containsOnly(1);
        assertThat(world.rucio.everAsked())
                .as(where)
                .extracting(RuleRequest::block, RuleRequest::rseExpression)
                .doesNotHaveDuplicates();
        assertThat(world.dbs.events(Specs.AODSIM)).as(where).isEqualTo(EVENTS);
        return died;
    }
}
