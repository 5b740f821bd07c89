package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wms2.condor.dag.DagDirectory;
import org.wms2.condor.dag.DagSettings;
import org.wms2.condor.dag.SubmissionTraces;
import org.wms2.condor.dag.SyntheticPayload;
import org.wms2.condor.pool.TestPool;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.DagProgress;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.htcondor.RescueCheck;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.system.CallObserver;

/** A DAG of two work units with two jobs each that has been released on the real pool; then its second attempt. */
final class TestedDag {
    private final TestPool pool = TestPool.get();
    private final DagDirectory files;
    private final DagPlan plan;
    private final DagKey first;
    private final DagKey second;
    private final Path directory;
    private final CondorTools condor;
    private ClusterId cluster;

    TestedDag(CondorTools condor, double secondsPerEvent, Map<String, Object> inject) {
        this(condor, Layout.SUBDAG, secondsPerEvent, inject);
    }

    TestedDag(CondorTools condor, Layout layout, double secondsPerEvent, Map<String, Object> inject) {
        this(condor, layout, secondsPerEvent, inject, 10, where -> {});
        condor.release(cluster);
    }

    /** Something is done to the directory of a DAG. */
    interface Mischief {
        void at(Path directory) throws IOException;
    }

    /** Submitted on hold, after something was done to its directory; it is for the caller to release it. */
    TestedDag(
            CondorTools condor,
            double secondsPerEvent,
            Map<String, Object> inject,
            int workUnitsAtOnce,
            Mischief mischief) {
        this(condor, Layout.SUBDAG, secondsPerEvent, inject, workUnitsAtOnce, mischief);
    }

    private TestedDag(
            CondorTools condor,
            Layout layout,
            double secondsPerEvent,
            Map<String, Object> inject,
            int workUnitsAtOnce,
            Mischief mischief) {
        this.condor = condor;
        files = new DagDirectory(DagSettings.of(
                pool.scratch().resolve("submit"),
                new SyntheticPayload(
                        pool.scratch().resolve("storage"),
                        secondsPerEvent,
                        1 << 20,
                        inject.isEmpty() ? List.of() : List.of(inject))));
        plan = SamplePlans.laidOut(SamplePlans.generator("rescue-" + UUID.randomUUID(), 2, 2, workUnitsAtOnce), layout);
        first = plan.header().key();
        second = new DagKey(first.tag(), 1);
        directory = Path.of(files.write(plan, DagFiles.UNFENCED).directory());
        try {
            mischief.at(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cluster = condor.submitOnHold(first, directory.toString());
    }

    void release() {
        condor.release(cluster);
    }

    /** As the server does, at any time. */
    void ban(String... sites) {
        files.writeBans(
                directory.toString(),
                Stream.of(sites).map(SiteName::new).collect(Collectors.toCollection(TreeSet::new)));
    }

    DagKey first() {
        return first;
    }

    DagKey second() {
        return second;
    }

    Path directory() {
        return directory;
    }

    /** The DAGMan job of the attempt that was submitted last. */
    ClusterId cluster() {
        return cluster;
    }

    RescueCheck check(DagKey key) {
        return files.checkRescue(dag(key));
    }

    DagProgress progress() {
        return files.progress(directory.toString());
    }

    void remove() throws InterruptedException {
        condor.remove(cluster, "a person's wish");
        awaitGone();
    }

    /** Prepares, submits and runs the second attempt to its end. */
    DagObservation runSecond() throws InterruptedException, IOException {
        files.prepareRescue(second, directory.toString(), 777, DagFiles.UNFENCED);
        ClusterId next = condor.submitOnHold(second, directory.toString());
        assertThat(next).isGreaterThan(cluster);
        assertThat(condor.find(second).orElseThrow().isSubmittedOnHold()).isTrue();
        assertThat(SubmissionTraces.hasRun(directory, 1)).isFalse();
        cluster = next;
        condor.release(next);
        DagObservation end = await(second, DagObservation::hasEnded);
        assertThat(end.state()).as(files.lastWords(directory.toString())).isEqualTo(JobState.COMPLETED);
        assertThat(SubmissionTraces.hasRun(directory, 1)).isTrue();
        assertThat(SubmissionTraces.hasRun(directory, 0)).isFalse();
        return end;
    }

    private Dag dag(DagKey key) {
        return new Dag(
                key,
                plan.header().workflow().request(),
                0,
                DagStatus.PARTIAL,
                directory.toString(),
                plan.header().layout(),
                cluster,
                2,
                4,
                400,
                "",
                Instant.EPOCH);
    }

    String unit(int ordinal) {
        return SamplePlans.workUnitId(plan.header().workflow().request().value(), ordinal)
                .value();
    }

    List<Failure> failures(int ordinal, int attempt) {
        return files.failures(
                directory.toString(),
                SamplePlans.workUnitId(plan.header().workflow().request().value(), ordinal),
                ordinal,
                attempt);
    }

    WorkUnitManifest manifest(int ordinal) {
        return files.manifest(directory.toString(), ordinal).orElseThrow();
    }

    Set<String> sides(int ordinal) throws IOException {
        try (Stream<Path> found = Files.list(directory.resolve("mg_00000" + ordinal + "/side"))) {
            return found.map(f -> String.valueOf(f.getFileName())).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    void hold(String constraint) {
        does("condor_hold", "-constraint", constraint);
    }

    /** A tool of HTCondor, as a person uses it. */
    void does(String tool, String... arguments) {
        CommandResult result = raw(tool, arguments);
        assertThat(result.exitCode()).as(tool + ": " + result.words()).isZero();
    }

    /** As {@link #does}, of a daemon that may be busy just now and close the connection. */
    boolean tries(String tool, String... arguments) {
        return raw(tool, arguments).succeeded();
    }

    boolean exists() {
        return files.exists(directory.toString());
    }

    String lastWords() {
        return files.lastWords(directory.toString());
    }

    List<String> attributes(int attempt, String... names) {
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "-constraint",
                "WMS2_DagId == \"" + first.tag() + "\" && WMS2_Attempt == " + attempt + " && DAGManJobId =!= undefined",
                "-af"));
        arguments.addAll(List.of(names));
        return raw("condor_history", arguments.toArray(String[]::new))
                .stdout()
                .lines()
                .toList();
    }

    private CommandResult raw(String tool, String... arguments) {
        return new ObservedTools(pool.environment(), CallObserver.NONE)
                .run(tool, List.of(arguments), Path.of("/"), "", Duration.ofSeconds(30));
    }

    /** Until DAGMan itself has seen a node succeed: its report is home a moment earlier. */
    void awaitNode(int ordinal, String node) throws InterruptedException, IOException {
        boolean spliced = plan.header().layout() == Layout.SPLICE;
        String group = "mg_00000" + ordinal;
        Path log = directory.resolve(spliced ? "workflow.jobstate.log" : group + "/group.jobstate.log");
        String success = " " + (spliced ? group + "+" : "") + node + " JOB_SUCCESS ";
        for (int i = 0; i < 480; i++) {
            if (Files.exists(log) && Files.readString(log).contains(success)) {
                return;
            }
            Thread.sleep(250);
        }
        throw new AssertionError("no" + success + "in " + log);
    }

    void awaitGone() throws InterruptedException {
        await(first, DagObservation::hasEnded);
        for (int i = 0; i < 240 && condor.remaining(first) > 0; i++) {
            Thread.sleep(250);
        }
        assertThat(condor.remaining(first)).isZero();
    }

    /** The one of the lowest cluster, which counts. */
    DagObservation await(DagKey key, Predicate<DagObservation> wanted) throws InterruptedException {
        return await(key, () -> condor.observe().first(key).filter(wanted));
    }

    DagObservation await(DagKey key, ClusterId which, Predicate<DagObservation> wanted) throws InterruptedException {
        return await(key, () -> condor.observe().of(key, which).filter(wanted));
    }

    private DagObservation await(DagKey key, Supplier<Optional<DagObservation>> look) throws InterruptedException {
        for (int i = 0; i < 240; i++) {
            Optional<DagObservation> seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            Thread.sleep(500);
        }
        throw new AssertionError("waited in vain: " + condor.observe().of(key));
    }
}
