package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wms2.condor.dag.DagDirectory;
import org.wms2.condor.dag.DagSettings;
import org.wms2.condor.dag.SyntheticPayload;
import org.wms2.condor.pool.TestPool;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.pilot.PilotMeasure;
import org.wms2.ports.pilot.PilotPlan;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.system.CallObserver;

/** A pilot on a real pool: submitted once, measured, removed; nothing in storage. */
@Tag("htcondor")
class PilotPoolTest {
    private static final double SECONDS_PER_EVENT = 0.02;

    private final TestPool pool = TestPool.get();
    private final CondorTools condor =
            new CondorTools(pool.environment(), ToolSettings.DEFAULT, InstantSource.system(), CallObserver.NONE);
    private final Path storage = pool.scratch().resolve("pilot-storage");

    private DagDirectory files;
    private PilotPlan plan;
    private DagKey key;
    private String directory;

    @BeforeEach
    void writeIt() throws IOException {
        write(SECONDS_PER_EVENT);
    }

    private void write(double secondsPerEvent) throws IOException {
        Files.createDirectories(pool.scratch());
        files = new DagDirectory(DagSettings.of(
                pool.scratch().resolve("submit"), new SyntheticPayload(storage, secondsPerEvent, 1_000, List.of())));
        String request = "pilot-" + UUID.randomUUID();
        DagPlan round = SamplePlans.generator(request, 1, 1);
        DagHeader h = round.header();
        key = new DagKey(DagTag.pilot(new RequestName(request), 1), 0);
        List<SiteName> sites = List.copyOf(round.workUnits().iterator().next().sites());
        plan = new PilotPlan(
                new DagHeader(
                        key,
                        h.workflow(),
                        h.processingVersion(),
                        h.round(),
                        h.priority(),
                        h.throttles(),
                        Layout.SUBDAG),
                20,
                sites);
        files.writePilot(plan);
        directory = files.directory(key);
    }

    private DagObservation until(Predicate<DagObservation> wanted) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(3));
        while (true) {
            Optional<DagObservation> seen = condor.find(key);
            if (seen.filter(wanted).isPresent()) {
                return seen.get();
            }
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not so after 3 minutes: " + seen);
            }
            Thread.sleep(500);
        }
    }

    private void untilGone() throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        while (condor.remaining(key) > 0 && Instant.now().isBefore(end)) {
            Thread.sleep(500);
        }
        assertThat(condor.remaining(key)).isZero();
    }

    @Test
    void it_is_submitted_once_measures_and_leaves_nothing_in_storage() throws InterruptedException {
        ClusterId cluster = condor.submitOnHold(key, directory);
        assertThat(condor.submitOnHold(key, directory)).isEqualTo(cluster);
        assertThat(condor.find(key)).get().matches(DagObservation::isSubmittedOnHold);
        assertThat(condor.observe().of(key)).as("it is no DAG").isEmpty();
        assertThat(condor.remaining(key)).isEqualTo(1);
        assertThatThrownBy(() -> files.writePilot(plan))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("has been submitted");

        condor.release(cluster);
        DagObservation end = until(DagObservation::hasEnded);

        assertThat(end.state()).isEqualTo(JobState.COMPLETED);
        assertThat(end.exitCode()).isZero();
        assertThat(condor.remaining(key)).isZero();
        PilotMeasure measure = files.measure(directory).orElseThrow();
        assertThat(measure.runs()).extracting(PilotMeasure.Run::events).containsExactly(20L, 40L, 80L);
        assertThat(measure.secondsPerEvent()).isBetween(SECONDS_PER_EVENT / 2, SECONDS_PER_EVENT * 50);
        assertThat(measure.peakMemoryMb()).isBetween(1, 500);
        assertThat(plan.sites()).extracting(SiteName::value).contains(measure.site());
        assertThat(measure.outputs())
                .extracting(PilotMeasure.Output::dataset)
                .containsExactlyElementsOf(plan.header().workflow().outputs().stream()
                        .map(o -> o.dataset())
                        .toList());
        assertThat(storage).doesNotExist();
    }

    @Test
    void removed_while_it_runs_it_is_gone_and_has_measured_nothing() throws InterruptedException, IOException {
        write(2);
        ClusterId cluster = condor.submitOnHold(key, directory);
        condor.release(cluster);
        until(o -> o.state() == JobState.RUNNING);
        condor.remove(cluster, "WMS2: the pilot took longer than 8 h");
        untilGone();
        // The schedd hears of a start of a vanilla job late: removed before, it looks like one that has never run.
        assertThat(condor.find(key).stream()).allSatisfy(o -> {
            assertThat(o.state()).isEqualTo(JobState.REMOVED);
            assertThat(o.reason()).contains("took longer");
        });
        assertThat(files.measure(directory)).isEmpty();
    }

    @Test
    void removed_before_it_starts_it_is_not_found_any_more() throws InterruptedException {
        ClusterId cluster = condor.submitOnHold(key, directory);
        condor.remove(cluster, "WMS2: stop");
        untilGone();
        assertThat(condor.find(key)).isEmpty();
        assertThatThrownBy(() -> condor.submitOnHold(key, directory))
                .as("its log says that it has been in a queue")
                .hasMessageContaining("pilot.log");
    }
}
