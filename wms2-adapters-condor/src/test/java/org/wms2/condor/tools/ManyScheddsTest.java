package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.FakeDagFiles;
import org.wms2.ports.htcondor.FakeHTCondor;
import org.wms2.ports.htcondor.QueueSnapshot;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.plan.DagPlan;

/** What one schedd's silence does, and does not do, to the DAGs of another. */
class ManyScheddsTest {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final FakeDagFiles files = new FakeDagFiles();
    private final FakeHTCondor first = new FakeHTCondor(now::get, files, "first");
    private final FakeHTCondor second = new FakeHTCondor(now::get, files, "second");
    private final ManySchedds both =
            new ManySchedds(List.of(TestMembers.of("first", first), TestMembers.of("second", second)), now::get, PAUSE);

    private DagKey written(String request) {
        DagPlan plan = SamplePlans.generator(request, 1, 1);
        files.write(plan, DagFiles.UNFENCED);
        return plan.header().key();
    }

    private ClusterId submit(DagKey key) {
        return both.submitOnHold(key, files.directory(key));
    }

    private void later() {
        now.updateAndGet(t -> t.plus(PAUSE).plusSeconds(1));
    }

    @Test
    void dags_go_where_fewer_run() {
        List<String> schedds = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            schedds.add(submit(written("r" + i)).schedd());
        }
        assertThat(schedds).containsExactly("first", "second", "first", "second");
        assertThat(both.observe().dags()).hasSize(4);
    }

    @Test
    void what_another_schedd_has_already_is_not_submitted_again() {
        DagKey key = written("r");
        ClusterId there = second.submitOnHold(key, files.directory(key));
        assertThat(submit(key)).isEqualTo(there);
        assertThat(first.observe().dags()).isEmpty();
    }

    @Test
    void a_submission_whose_answer_was_lost_is_found_wherever_it_went() {
        DagKey key = written("r");
        first.loseNextAnswer();
        assertThatThrownBy(() -> submit(key)).isInstanceOf(ServiceUnavailableException.class);
        later();
        assertThat(submit(key).schedd()).isEqualTo("first");
        assertThat(both.observe().of(key)).hasSize(1);
    }

    @Test
    void nothing_is_submitted_while_one_that_may_have_it_is_silent() {
        DagKey key = written("r");
        second.reachable(false);
        assertThatThrownBy(() -> both.find(key))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("second");
        assertThatThrownBy(() -> submit(key)).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(() -> both.remaining(key)).isInstanceOf(ServiceUnavailableException.class);
        assertThat(first.observe().dags()).isEmpty();
    }

    @Test
    void a_silent_schedd_hides_its_own_dags_only_and_is_named() {
        DagKey one = written("one");
        DagKey two = written("two");
        ClusterId ofFirst = submit(one);
        ClusterId ofSecond = submit(two);
        second.reachable(false);

        QueueSnapshot look = both.observe();
        assertThat(look.dags()).extracting(DagObservation::cluster).containsExactly(ofFirst);
        assertThat(look.silent()).containsExactly("second");
        assertThat(look.knows(ofFirst)).isTrue();
        assertThat(look.knows(ofSecond)).isFalse();
        assertThat(both.find(one, ofFirst)).isPresent();
        assertThat(both.remaining(one, ofFirst)).isZero();
        both.removeLeftovers(one, ofFirst, "none");
        both.release(ofFirst);
        both.checkReachable();
        assertThatThrownBy(() -> both.find(two, ofSecond)).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(() -> both.remove(ofSecond, "why")).isInstanceOf(ServiceUnavailableException.class);

        second.reachable(true);
        later();
        assertThat(both.observe().silent()).isEmpty();
        assertThat(both.find(two, ofSecond)).isPresent();
    }

    @Test
    void if_nobody_answers_there_is_no_look_at_all() {
        first.reachable(false);
        second.reachable(false);
        assertThatThrownBy(both::observe)
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContainingAll("first", "second");
        assertThatThrownBy(both::checkReachable).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(both::limits).isInstanceOf(ServiceUnavailableException.class);
    }

    @Test
    void one_that_did_not_answer_is_left_in_peace_for_a_moment() {
        AtomicInteger asked = new AtomicInteger();
        Member counted = new Member("first", first, false, () -> {
            asked.incrementAndGet();
            throw new ServiceUnavailableException("HTCondor", "down");
        });
        AskedSchedds schedds = new AskedSchedds(List.of(counted), now::get, PAUSE);
        for (int i = 0; i < 3; i++) {
            assertThat(schedds.everyone(m -> m.dagmans().getAsLong()).silent()).containsOnlyKeys("first");
        }
        assertThat(asked).hasValue(1);
        later();
        assertThat(schedds.everyone(m -> m.dagmans().getAsLong()).silent()).containsOnlyKeys("first");
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_stray_elsewhere_is_not_taken_for_the_one_that_runs() {
        DagKey key = written("r");
        ClusterId runs = submit(key);
        both.release(runs);
        first.start(key);
        ClusterId stray = second.stray(key, files.directory(key));
        assertThat(both.find(key).orElseThrow().cluster()).isEqualTo(runs);
        assertThat(both.find(key, stray).orElseThrow().isSubmittedOnHold()).isTrue();
        assertThat(both.observe().of(key)).extracting(DagObservation::cluster).containsExactly(runs, stray);
        both.remove(stray, "swept");
        assertThat(both.observe().of(key)).extracting(DagObservation::cluster).containsExactly(runs);
    }

    @Test
    void a_schedd_that_is_not_among_them_is_unknown_and_said_so() {
        assertThatThrownBy(() -> both.release(new ClusterId(5, "third")))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContainingAll("third", "--schedd-name");
        assertThatThrownBy(() -> both.find(written("r"), new ClusterId(5)))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("this machine's own schedd");
    }

    @Test
    void limits_add_up_and_one_that_is_silent_keeps_its_last() {
        SchedulerLimits together = both.limits();
        assertThat(together.smallest())
                .isEqualTo(Math.toIntExact(Math.min(
                        SchedulerLimits.NONE,
                        (long) first.limits().smallest() + second.limits().smallest())));
        second.reachable(false);
        assertThat(both.limits()).isEqualTo(together);
    }

    @Test
    void two_of_one_name_or_one_alone_are_refused() {
        Member one = TestMembers.of("first", first);
        assertThatThrownBy(() -> new ManySchedds(List.of(one, one), now::get, PAUSE))
                .hasMessageContaining("different names");
        assertThatThrownBy(() -> new ManySchedds(List.of(one), now::get, PAUSE)).hasMessageContaining("two or more");
        assertThatThrownBy(() -> TestMembers.of("", first)).hasMessageContaining("name");
    }
}
