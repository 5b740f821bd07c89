package org.wms2.domain.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.domain.live.NodeQuery;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.KeptJob;
import org.wms2.ports.htcondor.RemovedFiles;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;

/** What a sweep takes away, and what it leaves; what an archive needs. */
class HousekeepingTest {
    private static final SweepRules RULES = SweepRules.keeping(Optional.of(Duration.ofDays(30)));

    private final World world = new World();
    private final Wms2 wms2 = world.process("a");

    private RequestName imported(String name) {
        RequestName request = world.assigned(Specs.generator(name, 400));
        wms2.importRequest(request, RequestOptions.NONE);
        return request;
    }

    private RequestName completed(String name) {
        RequestName request = imported(name);
        Request end = world.live(wms2, request);
        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
        return request;
    }

    private ErrorCode codeOf(Runnable work) {
        try {
            work.run();
        } catch (Wms2Exception e) {
            return e.code();
        }
        throw new AssertionError("nothing was thrown");
    }

    // --- ended jobs in the queue ---

    @Test
    void an_ended_dag_leaves_the_queue_once_its_end_is_applied_and_not_before() {
        RequestName name = imported("r");
        world.settle(wms2, name);
        DagKey key = world.key(name, 0);
        world.condor.runToEnd(key);
        assertThat(world.dag(name).status().isOpen()).isTrue();
        SweepReport early = wms2.sweep(RULES);
        assertThat(early.disposed()).isZero();
        assertThat(early.waiting()).isOne();
        assertThat(world.condor.kept()).hasSize(1);

        world.live(wms2, name);
        Request before = world.request(name);
        SweepReport late = wms2.sweep(RULES);
        assertThat(late.disposed()).isOne();
        assertThat(late.troubles()).isEmpty();
        assertThat(late.isNews()).isTrue();
        assertThat(world.condor.kept()).isEmpty();
        assertThat(world.request(name)).isEqualTo(before);
        assertThat(wms2.sweep(RULES))
                .isEqualTo(new SweepReport(0, 0, 0, 0, RemovedFiles.NONE, RemovedFiles.NONE, java.util.List.of()));
    }

    @Test
    void a_running_dag_is_never_touched_and_a_held_request_keeps_its_ended_one() {
        RequestName name = imported("r");
        world.settle(wms2, name);
        world.condor.start(world.key(name, 0));
        assertThat(wms2.sweep(RULES).isNews()).isFalse();
        world.condor.removeByOther(world.key(name, 0));
        assertThat(wms2.sweep(RULES).waiting()).isOne();
        for (int i = 0; i < 20 && world.request(name).status() != RequestStatus.HELD; i++) {
            world.pass(Duration.ofMinutes(1));
            world.settle(wms2, name);
        }
        assertThat(world.request(name).status()).isEqualTo(RequestStatus.HELD);
        boolean applied = !world.dag(name).status().isOpen();
        assertThat(wms2.sweep(RULES).disposed()).isEqualTo(applied ? 1 : 0);
    }

    @Test
    void a_swept_stray_goes_when_another_cluster_is_fixed() {
        RequestName name = imported("r");
        world.settle(wms2, name);
        DagKey key = world.key(name, 0);
        ClusterId stray = world.condor.stray(key, world.files.directory(key));
        world.condor.remove(stray, "swept");
        SweepReport report = wms2.sweep(RULES);
        assertThat(report.disposed()).isOne();
        assertThat(world.condor.kept()).isEmpty();
        assertThat(world.condor.find(key).orElseThrow().cluster()).isNotEqualTo(stray);
    }

    @Test
    void a_tag_that_this_database_does_not_know_is_left_alone_and_counted() {
        completed("r");
        Wms2 elsewhere = world.process("b", new World().stores, 500);
        SweepReport report = elsewhere.sweep(RULES);
        assertThat(report.unknown()).isOne();
        assertThat(report.disposed()).isZero();
        assertThat(world.condor.kept()).hasSize(1);
    }

    @Test
    void another_job_that_ran_under_the_tag_waits_whatever_the_row_says() {
        DagKey key = world.key(new RequestName("r"), 0);
        KeptJob ran = new KeptJob(key, new ClusterId(7), org.wms2.ports.htcondor.JobState.COMPLETED, 1, world.now());
        assertThat(KeptFate.of(ran, false, new ClusterId(8))).isEqualTo(KeptFate.WAIT);
        assertThat(KeptFate.of(ran, false, new ClusterId(7, "other-schedd"))).isEqualTo(KeptFate.WAIT);
        assertThat(KeptFate.of(ran, true, new ClusterId(7))).isEqualTo(KeptFate.WAIT);
        assertThat(KeptFate.of(ran, false, new ClusterId(7))).isEqualTo(KeptFate.DISPOSE);
        KeptJob stray = new KeptJob(key, new ClusterId(7), org.wms2.ports.htcondor.JobState.REMOVED, 0, world.now());
        assertThat(KeptFate.of(stray, true, null)).isEqualTo(KeptFate.WAIT);
        assertThat(KeptFate.of(stray, true, new ClusterId(7))).isEqualTo(KeptFate.WAIT);
        assertThat(KeptFate.of(stray, true, new ClusterId(8))).isEqualTo(KeptFate.DISPOSE);
        assertThat(KeptFate.of(stray, false, null)).isEqualTo(KeptFate.DISPOSE);
    }

    @Test
    void no_more_is_disposed_of_than_one_sweep_may() {
        completed("a");
        completed("b");
        SweepRules one = new SweepRules(Optional.empty(), 1, 1);
        SweepReport first = wms2.sweep(one);
        assertThat(first.disposed()).isOne();
        assertThat(first.waiting()).isOne();
        assertThat(wms2.sweep(one).disposed()).isOne();
        assertThat(world.condor.kept()).isEmpty();
    }

    @Test
    void a_schedd_that_is_silent_is_told_and_keeps_no_directory() {
        completed("r");
        world.pass(Duration.ofDays(31));
        world.condor.reachable(false);
        SweepReport report = wms2.sweep(RULES);
        assertThat(report.troubles()).singleElement().asString().startsWith("queue: ");
        assertThat(report.directories()).isOne();
    }

    // --- directories ---

    @Test
    void directories_of_a_request_that_has_long_ended_are_removed_with_what_lay_around() {
        RequestName old = completed("old");
        world.pass(Duration.ofDays(20));
        RequestName young = completed("young");
        world.pass(Duration.ofDays(11));
        String directory = world.dag(old).directory();
        Request before = world.request(old);
        SweepReport report = wms2.sweep(RULES);
        assertThat(report.directories()).isOne();
        assertThat(report.freed()).isEqualTo(new RemovedFiles(3, 300));
        assertThat(report.leftovers()).isEqualTo(new RemovedFiles(1, 10));
        assertThat(world.disk.removed).containsExactly(directory);
        assertThat(world.disk.looked).isNotEmpty().allMatch(l -> l.endsWith("deleted"));
        assertThat(wms2.removedDirectories(old))
                .containsExactly(new RemovedDirectory(directory, old, "", 3, 300, world.now()));
        assertThat(wms2.removedDirectories(young)).isEmpty();
        assertThat(wms2.status(old).notes())
                .singleElement()
                .asString()
                .contains(directory, "was removed on " + world.now());
        assertThatThrownBy(() -> wms2.nodes(old, NodeQuery.first(10))).hasMessageContaining("was removed on");
        assertThat(world.request(old).status()).isEqualTo(before.status());
        assertThat(world.request(old).statusSince()).isEqualTo(before.statusSince());
        assertThat(wms2.sweep(RULES).isNews()).isFalse();
    }

    @Test
    void directories_that_cannot_be_removed_are_told_and_hold_up_no_others() {
        RequestName stuck = completed("a");
        RequestName free = completed("b");
        world.disk.immovable.add(world.dag(stuck).directory());
        world.pass(Duration.ofDays(31));
        SweepRules oneAtATime = new SweepRules(Optional.of(Duration.ofDays(30)), 10, 1);
        assertThat(wms2.sweep(oneAtATime).troubles()).singleElement().asString().contains("a: cannot remove");
        assertThat(wms2.sweep(oneAtATime).troubles()).isEmpty();
        assertThat(world.disk.removed).containsExactly(world.dag(free).directory());
        assertThat(wms2.sweep(oneAtATime).troubles())
                .as("tried again when it is its turn")
                .hasSize(1);
        world.disk.immovable.clear();
        assertThat(wms2.sweep(oneAtATime).directories()).isOne();
    }

    @Test
    void nothing_is_removed_while_the_setting_is_off_or_the_request_lives() {
        completed("old");
        RequestName alive = imported("alive");
        world.settle(wms2, alive);
        world.pass(Duration.ofDays(400));
        assertThat(wms2.sweep(SweepRules.keeping(Optional.empty())).directories())
                .isZero();
        wms2.sweep(RULES);
        assertThat(world.disk.removed).noneMatch(d -> d.contains("alive"));
    }

    @Test
    void a_process_that_dies_between_removal_and_row_is_followed_by_one_that_writes_the_row() {
        RequestName name = completed("r");
        world.pass(Duration.ofDays(31));
        world.disk.dieAfterRemoval = true;
        assertThatThrownBy(() -> wms2.sweep(RULES)).isInstanceOf(IllegalStateException.class);
        assertThat(wms2.removedDirectories(name)).isEmpty();
        Wms2 next = world.process("b");
        assertThat(next.sweep(RULES).directories()).isOne();
        assertThat(next.removedDirectories(name))
                .singleElement()
                .satisfies(d -> assertThat(d.files()).isZero());
        assertThat(next.sweep(RULES).directories()).isZero();
    }

    @Test
    void a_sweep_beside_another_one_is_told_and_does_nothing() {
        completed("r");
        world.pass(Duration.ofDays(31));
        world.disk.taken = true;
        assertThat(wms2.sweep(RULES).troubles()).singleElement().asString().contains("another process");
        world.disk.taken = false;
        assertThat(wms2.sweep(RULES).directories()).isOne();
    }

    // --- archives ---

    @Test
    void an_archive_is_made_of_a_request_that_has_ended_and_twice_is_harmless() {
        RequestName name = completed("r");
        Archiving.Result first = wms2.archive(name, false, null);
        assertThat(first.archived().orElseThrow().made()).isTrue();
        assertThat(first.removed()).isEmpty();
        Archiving.Result second = wms2.archive(name, true, null);
        assertThat(second.archived().orElseThrow().made()).isFalse();
        assertThat(second.removed())
                .singleElement()
                .satisfies(d -> assertThat(d.archive()).isEqualTo("/archive/r.tar.gz"));
        assertThat(second.freed().files()).isPositive();
        Archiving.Result third = wms2.archive(name, true, null);
        assertThat(third.archived()).isEmpty();
        assertThat(third.removed()).isEqualTo(second.removed());
        world.pass(Duration.ofDays(31));
        assertThat(wms2.sweep(RULES).directories()).isZero();
    }

    @Test
    void what_lives_or_is_gone_without_an_archive_is_refused_in_words() {
        RequestName alive = imported("alive");
        world.settle(wms2, alive);
        assertThatThrownBy(() -> wms2.archive(alive, true, null)).hasMessageContaining("alive is active");
        assertThat(codeOf(() -> wms2.archive(new RequestName("nobody"), true, null)))
                .isEqualTo(ErrorCode.NOT_FOUND);
        RequestName old = completed("old");
        world.pass(Duration.ofDays(31));
        wms2.sweep(RULES);
        assertThatThrownBy(() -> wms2.archive(old, false, null))
                .hasMessageContaining("were removed at")
                .hasMessageContaining("without an archive");
        assertThat(world.disk.archives).isEmpty();
    }

    @Test
    void what_nobody_lists_is_told_by_pattern_and_only_deleted_when_somebody_says_so() {
        RequestName name = completed("r");
        Archiving.Leftovers found = wms2.leftovers(name, false);
        assertThat(found.patterns()).isNotEmpty().allMatch(p -> p.matches("/store/.*/00000/[a-z2-7]{10}-\\*"));
        assertThat(world.disk.looked).isNotEmpty().noneMatch(l -> l.endsWith("deleted"));
        assertThat(world.disk.looked).anyMatch(l -> !l.contains(" 0 known"));
        assertThat(found.here().orElseThrow().found().files()).isOne();
        wms2.leftovers(name, true);
        assertThat(world.disk.looked).anyMatch(l -> l.endsWith("deleted"));
    }
}
