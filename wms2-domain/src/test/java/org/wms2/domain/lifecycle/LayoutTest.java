package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wms2.domain.DryRun;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.domain.planning.CapacitySettings;
import org.wms2.domain.planning.LayoutChoice;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;

/** Which layout a request's DAGs get, and what becomes of one that fits nowhere. */
class LayoutTest {
    private final World world = new World();

    private RequestName imported(Wms2 wms2) {
        RequestName name = world.assigned(Specs.generator("gen", 1_000));
        wms2.importRequest(name, RequestOptions.NONE);
        return name;
    }

    @Test
    void aDagHasTheLayoutThatFitsTheSchedd() {
        Wms2 roomy = world.process("roomy");
        RequestName name = imported(roomy);
        assertThat(world.live(roomy, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dag(name).layout()).isEqualTo(Layout.SUBDAG);
    }

    @Test
    void whereTheScheddRunsTooFewDagmansTheDagIsSplicedAndEndsAsWell() {
        world.condor.limits(new SchedulerLimits(1, SchedulerLimits.NONE));
        Wms2 narrow = world.process("narrow");
        RequestName name = imported(narrow);
        Request end = world.live(narrow, name);
        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dag(name).layout()).isEqualTo(Layout.SPLICE);
        assertThat(world.dbs.events(Specs.GEN_SIM)).isEqualTo(1_000);
    }

    @Test
    void aRequestOfWhichNotEvenOneWorkUnitFitsIsHeld() {
        world.condor.limits(new SchedulerLimits(1, SchedulerLimits.NONE));
        CapacitySettings d = CapacitySettings.DEFAULT;
        world.capacity = new CapacitySettings(
                LayoutChoice.SUBDAG, d.maxMemoryBytes(), d.maxBytes(), d.maxIdleJobs(), d.idlePerDagman(), 20);
        Wms2 wms2 = world.process("strict");
        RequestName name = imported(wms2);
        Request held = world.live(wms2, name);
        assertThat(held.status()).isEqualTo(RequestStatus.HELD);
        assertThat(held.cause()).isEqualTo(Cause.REFUSED);
        assertThat(held.reason()).contains("2 condor_dagman processes", "the schedd runs at most 1");
        assertThat(held.suggestion()).contains("layout");
        assertThat(world.stores.work().dags(name)).isEmpty();
    }

    @Test
    void aDryRunGoesOnWithoutTheSchedd() {
        Wms2 wms2 = world.process("dry");
        RequestName name = world.assigned(Specs.generator("gen", 1_000));
        DryRun told = wms2.dryRun(name, RequestOptions.NONE, false);
        assertThat(told.summary().capacity().limits()).isNotNull();
        assertThat(told.summary().capacity().layout()).contains(Layout.SUBDAG);
        world.condor.reachable(false);
        DryRun silent = wms2.dryRun(name, RequestOptions.NONE, false);
        assertThat(silent.summary().capacity().limits()).isNull();
        assertThat(silent.summary().capacity().why()).contains("limits are unknown");
    }
}
