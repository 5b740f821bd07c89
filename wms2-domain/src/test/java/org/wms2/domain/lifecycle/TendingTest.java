package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.htcondor.JobCounts;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.plan.NodeRole;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;

/** What WMS2 does for a DAG while it runs. */
class TendingTest {
    private static final SiteName BLACK_HOLE = new SiteName("T2_CH_CERN");

    private final World world = new World();
    private final Wms2 wms2 = world.process("a");
    private final RequestName name = world.assigned(Specs.generator("gen", 40_000));
    private final DagKey key = world.key(name, 0);

    @BeforeEach
    void running() {
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        world.condor.start(key);
        later();
    }

    private Request later() {
        world.pass(Duration.ofSeconds(31));
        return world.settle(wms2, name).request();
    }

    private String directory() {
        return world.stores.work().latestDag(name).orElseThrow().directory();
    }

    @Test
    void a_ban_reaches_a_running_dag_and_so_does_its_end() {
        wms2.ban(BLACK_HOLE, null, Duration.ofHours(1), "broken");

        later();
        assertThat(world.files.banned(directory())).containsExactly(BLACK_HOLE);

        wms2.unban(BLACK_HOLE, null);
        later();
        assertThat(world.files.banned(directory())).isEmpty();
    }

    @Test
    void a_ban_for_another_request_does_not() {
        RequestName other = world.assigned(Specs.generator("other", 400));
        wms2.importRequest(other, RequestOptions.NONE);
        wms2.ban(BLACK_HOLE, other, Duration.ofHours(1), "broken");

        later();

        assertThat(world.files.banned(directory())).isEmpty();
    }

    @Test
    void a_site_where_three_work_units_failed_is_banned_while_the_dag_runs() {
        for (int ordinal = 0; ordinal < 2; ordinal++) {
            world.files.strike(directory(), ordinal, BLACK_HOLE);
        }
        later();
        assertThat(wms2.bans()).isEmpty();

        world.files.strike(directory(), 2, BLACK_HOLE);
        Request request = later();

        assertThat(request.status()).isEqualTo(RequestStatus.ACTIVE);
        assertThat(wms2.bans())
                .singleElement()
                .extracting(SiteBan::site, SiteBan::request)
                .containsExactly(BLACK_HOLE, name);
        assertThat(world.files.banned(directory())).containsExactly(BLACK_HOLE);
        world.condor.runToEnd(key);
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
    }

    @Test
    void a_site_where_most_work_units_run_well_is_not_banned_for_the_few_that_failed_first() {
        for (int ordinal = 3; ordinal < 10; ordinal++) {
            world.files.elect(directory(), ordinal, BLACK_HOLE);
        }
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            world.files.strike(directory(), ordinal, BLACK_HOLE);
        }

        later();

        assertThat(wms2.bans()).isEmpty();
        assertThat(world.stores.failures().of(name)).hasSize(3);
    }

    @Test
    void a_ban_that_a_person_lifted_does_not_come_back_for_old_strikes() {
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            world.files.strike(directory(), ordinal, BLACK_HOLE);
        }
        later();
        wms2.unban(BLACK_HOLE, name);
        world.files.strike(directory(), 4, new SiteName("T1_US_FNAL"));
        later();
        world.settle(world.process("b"), name);

        assertThat(wms2.bans()).isEmpty();
        assertThat(world.files.banned(directory())).isEmpty();
    }

    @Test
    void a_changed_priority_reaches_the_jobs_in_the_queue_once() {
        wms2.wish(name, priorityOf(70_000));

        later();

        assertThat(world.condor.nodeJobs().priority(key)).contains(70_000);
        assertThat(world.files.priority(directory())).isEqualTo(70_000);
        assertThat(world.stores.work().openIntents(SubjectKind.DAG, Intent.dag(key)))
                .isEmpty();
    }

    @Test
    void a_priority_that_came_too_late_for_a_dag_is_not_owed_to_it() {
        world.condor.reachable(false);
        wms2.wish(name, priorityOf(70_000));
        later();
        world.condor.runToEnd(key);
        world.condor.reachable(true);

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.stores.work().openIntents(SubjectKind.DAG, Intent.dag(key)))
                .isEmpty();
    }

    @Test
    void a_job_that_is_held_for_its_memory_gets_more_and_so_does_what_follows_it() {
        hold(34, 2_000);

        later();

        assertThat(world.condor.nodeJobs().raised()).containsEntry(new ClusterId(9_001), 3_000);
        assertThat(world.files.memory(directory(), 1)).isEqualTo(3_000);
        assertThat(world.files.memory(directory(), 0)).isZero();
    }

    @Test
    void a_job_that_has_all_it_may_have_stays_held() {
        hold(
                34,
                3_000
                        * world.stores
                                .work()
                                .workflow(name)
                                .orElseThrow()
                                .profile()
                                .cores());

        later();

        assertThat(world.condor.nodeJobs().raised()).isEmpty();
    }

    @Test
    void a_job_that_is_held_for_another_reason_is_left_alone() {
        hold(13, 2_000);

        Request request = later();

        assertThat(request.status()).isEqualTo(RequestStatus.ACTIVE);
        assertThat(world.condor.nodeJobs().raised()).isEmpty();
    }

    private static NewWish priorityOf(int value) {
        return new NewWish(WishKind.PRIORITY, false, false, value, "op@desk", "");
    }

    private void hold(int code, int memory) {
        WorkUnit unit = world.stores.work().workUnits(key).get(1);
        world.condor.jobs(key, new JobCounts(0, 3, 1, 0));
        world.condor
                .nodeJobs()
                .hold(new HeldJob(
                        key,
                        new ClusterId(9_001),
                        unit.id(),
                        NodeRole.PROCESSING,
                        "proc_000001",
                        code,
                        0,
                        "memory usage exceeded a memory limit",
                        memory,
                        0,
                        Instant.EPOCH));
    }

    @Test
    void a_wish_for_priority_without_a_dag_owes_htcondor_nothing() {
        RequestName fresh = world.assigned(Specs.generator("fresh", 400));
        wms2.importRequest(fresh, RequestOptions.NONE);
        wms2.wish(fresh, priorityOf(5));
        world.settle(wms2, fresh);

        assertThat(world.condor.nodeJobs().priority(world.key(fresh, 0))).isEmpty();
        assertThat(wms2.show(fresh).request().priority()).isEqualTo(5);
    }

    @Test
    void a_wish_that_stops_it_comes_before_the_care_for_it() {
        wms2.ban(BLACK_HOLE, null, Duration.ofHours(1), "broken");
        wms2.wish(name, NewWish.of(WishKind.ABORT, "op@desk", ""));

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.ABORTED);
        assertThat(world.files.banned(directory())).isEmpty();
    }
}
