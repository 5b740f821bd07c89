package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.wms2.condor.dag.DagDirectory;
import org.wms2.condor.pool.SecondSchedd;
import org.wms2.condor.pool.TestPool;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.QueueSnapshot;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.system.CallObserver;

/** Two real schedds of one pool as one: the choice, and one of them hanging while the other goes on. */
@Tag("htcondor")
@Isolated("It stops a schedd.")
class ManyScheddsPoolTest {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int PATIENCE = 240;

    private final TestPool pool = TestPool.get();
    private final DagDirectory files = pool.files();
    private final SecondSchedd second = SecondSchedd.get();
    private final List<String> names =
            List.of(SecondSchedd.named("first").schedd().name(), second.schedd().name());
    private final ManySchedds both = new ManySchedds(
            names.stream()
                    .map(n -> new Schedd(n, ""))
                    .map(s -> Member.of(s, tools(s)))
                    .toList(),
            InstantSource.system(),
            PAUSE);

    private CondorTools tools(Schedd schedd) {
        ToolSettings quick = new ToolSettings(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofDays(1), 1000);
        return new CondorTools(pool.environment(), quick, InstantSource.system(), CallObserver.NONE, schedd);
    }

    @AfterEach
    void goOn() {
        second.signal("CONT");
    }

    @Test
    void a_schedd_that_hangs_hides_its_own_dags_and_nothing_of_the_other() throws InterruptedException {
        List<ClusterId> clusters = new ArrayList<>();
        List<DagKey> keys = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            DagPlan plan = SamplePlans.generator("many-" + UUID.randomUUID(), 1, 2);
            keys.add(plan.header().key());
            clusters.add(both.submitOnHold(
                    plan.header().key(), files.write(plan, DagFiles.UNFENCED).directory()));
        }
        // Other tests may have left one of them more DAGs: what is certain is that they go to where fewer are.
        Set<String> used = clusters.stream().map(ClusterId::schedd).collect(Collectors.toSet());
        assertThat(names).containsAll(used);
        int there = onSecond(clusters);
        int here = 1 - there;

        second.signal("STOP");
        Thread.sleep(PAUSE.toMillis());
        QueueSnapshot look = both.observe();
        assertThat(look.silent()).containsExactly(second.schedd().name());
        assertThatThrownBy(() -> both.find(keys.get(there), clusters.get(there)))
                .isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(() -> both.find(new DagKey(keys.get(here).tag(), 1)))
                .isInstanceOf(ServiceUnavailableException.class);
        both.release(clusters.get(here));
        assertThat(await(keys.get(here), clusters.get(here), DagObservation::hasEnded)
                        .exitCode())
                .isZero();

        second.signal("CONT");
        Thread.sleep(PAUSE.toMillis());
        both.release(clusters.get(there));
        assertThat(await(keys.get(there), clusters.get(there), DagObservation::hasEnded)
                        .exitCode())
                .isZero();
        assertThat(both.observe().silent()).isEmpty();
        assertThat(both.remaining(keys.get(there), clusters.get(there))).isZero();
    }

    private int onSecond(List<ClusterId> clusters) {
        for (int i = 0; i < clusters.size(); i++) {
            if (clusters.get(i).schedd().equals(second.schedd().name())) {
                return i;
            }
        }
        throw new AssertionError("none of two DAGs went to the second schedd: " + clusters);
    }

    private DagObservation await(DagKey key, ClusterId cluster, Predicate<DagObservation> wanted)
            throws InterruptedException {
        for (int i = 0; i < PATIENCE; i++) {
            java.util.Optional<DagObservation> seen = both.observe().of(key).stream()
                    .filter(o -> o.cluster().equals(cluster))
                    .filter(wanted)
                    .findFirst();
            if (seen.isPresent()) {
                return seen.get();
            }
            Thread.sleep(500);
        }
        throw new AssertionError("waited in vain: " + both.observe());
    }
}
