package org.wms2.ports.htcondor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.pilot.PilotMeasure;
import org.wms2.ports.pilot.PilotPlan;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.WorkUnitPlan;

/** Submit directories in memory. Keeps the plan's work units; {@link FakeHTCondor} plays what DAGMan and jobs leave. */
public final class FakeDagFiles implements DagFiles {
    private static final Pattern TAG = Pattern.compile("(.+)-v(\\d+)-(r\\d+|pilot)");

    /** What happens elsewhere before the next caller that is fenced gets at its directory. */
    public Runnable beforeNextWrite = () -> {};

    private final Map<String, FakeDirectory> directories = new HashMap<>();
    private final Map<String, Map<Integer, WorkUnitManifest>> replaced = new HashMap<>();
    private final Set<String> forgotten = new HashSet<>();
    private boolean writable = true;
    private PilotMeasure measure = new PilotMeasure(
            List.of(new PilotMeasure.Run(25, 1.25), new PilotMeasure.Run(50, 1.5), new PilotMeasure.Run(100, 2)),
            0.01,
            1,
            900,
            List.of(),
            "T2_CH_CERN");

    @Override
    public String directory(DagKey key) {
        Matcher tag = TAG.matcher(key.tag().value());
        if (!tag.matches()) {
            throw new IllegalStateException("a DAG tag without version and round: " + key);
        }
        return "/submit/" + tag.group(1) + "/v" + tag.group(2) + "/" + tag.group(3)
                + (key.tag().isPilot() ? "_" + key.attempt() : "");
    }

    private void enter(Runnable fence) {
        Runnable meanwhile = beforeNextWrite;
        beforeNextWrite = () -> {};
        meanwhile.run();
        fence.run();
    }

    @Override
    public synchronized PreparedDag write(DagPlan plan, Runnable fence) {
        enter(fence);
        if (!writable) {
            throw new Wms2Exception(ErrorCode.INTERNAL, "the submit directory cannot be written: disk full");
        }
        String path = directory(plan.header().key());
        FakeDirectory earlier = directories.get(path);
        if (earlier != null && earlier.submitted) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT, path + " has been submitted already: it is never written a second time");
        }
        FakeDirectory directory = new FakeDirectory(plan);
        directories.put(path, directory);
        return new PreparedDag(
                path,
                directory.units.size(),
                directory.units.stream().mapToLong(u -> u.jobs().size()).sum(),
                directory.units.stream()
                        .mapToLong(WorkUnitPlan::expectedOutputEvents)
                        .sum(),
                plan.header().layout());
    }

    @Override
    public synchronized void writePilot(PilotPlan plan) {
        write(new DagPlan(plan.header(), List.of()), UNFENCED);
    }

    /** A pilot that ended well has measured what a test says, or a hundredth of a second per event. */
    @Override
    public synchronized Optional<PilotMeasure> measure(String directory) {
        FakeDirectory d = directories.get(directory);
        DagMetrics end = d == null ? null : d.metrics;
        return end == null || end.exitCode() != 0 ? Optional.empty() : Optional.of(measure);
    }

    /** What pilots measure from now on. */
    public synchronized void measures(PilotMeasure told) {
        measure = told;
    }

    @Override
    public synchronized boolean exists(String directory) {
        return directories.containsKey(directory);
    }

    @Override
    public synchronized DagProgress progress(String directory) {
        FakeDirectory d = directories.get(directory);
        return d == null
                ? DagProgress.NOTHING
                : new DagProgress(d.started, d.done, d.failed, d.struck, d.haltFile, d.metrics);
    }

    @Override
    public synchronized void forget(String directory) {
        forgotten.add(directory);
    }

    /** Directories of DAGs whose end has been applied. */
    public synchronized Set<String> forgotten() {
        return Set.copyOf(forgotten);
    }

    @Override
    public synchronized Optional<WorkUnitManifest> manifest(String directory, int ordinal) {
        Map<Integer, WorkUnitManifest> told = replaced.getOrDefault(directory, Map.of());
        FakeDirectory d = directories.get(directory);
        WorkUnitManifest own = d == null ? null : d.manifests.get(ordinal);
        return own == null ? Optional.empty() : Optional.of(told.getOrDefault(ordinal, own));
    }

    @Override
    public synchronized RescueCheck checkRescue(Dag ended) {
        FakeDirectory d = directories.get(ended.directory());
        return d == null ? RescueCheck.unusable("no workflow.dag") : d.check(ended.cluster());
    }

    @Override
    public synchronized void prepareRescue(DagKey next, String directory, int priority, Runnable fence) {
        enter(fence);
        FakeDirectory d = directories.get(directory);
        if (next.attempt() < 1 || d == null || !writable) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL,
                    "cannot prepare " + directory + " for " + next + ": no attempt above 0, no DAG or no space");
        }
        d.attempt = next.attempt();
        d.priority = priority;
    }

    @Override
    public synchronized List<Failure> failures(String directory, WorkUnitId id, int ordinal, int attempt) {
        FakeDirectory d = directories.get(directory);
        return d == null
                ? List.of()
                : d.failures.stream()
                        .filter(f -> f.workUnit().equals(id) && f.attempt() == attempt)
                        .toList();
    }

    @Override
    public synchronized SortedMap<Integer, SiteName> electedSites(String directory) {
        return require(directory).elected;
    }

    /** A work unit has landed. */
    public synchronized void elect(String directory, int ordinal, SiteName site) {
        require(directory).elected.put(ordinal, site);
    }

    @Override
    public synchronized boolean writeBans(String directory, SortedSet<SiteName> banned) {
        FakeDirectory d = require(directory);
        boolean news = !banned.equals(d.banned);
        d.banned = banned;
        return news;
    }

    @Override
    public synchronized void setMemory(String directory, int ordinal, int memoryMb) {
        require(directory).memory.put(ordinal, memoryMb);
    }

    @Override
    public synchronized void setPriority(String directory, int priority) {
        require(directory).priority = priority;
    }

    @Override
    public synchronized String lastWords(String directory) {
        FakeDirectory d = directories.get(directory);
        return d == null ? "" : d.lastWords;
    }

    /** The work units of a written plan, for a test's expectations. */
    public synchronized List<WorkUnitPlan> workUnits(String directory) {
        return require(directory).units;
    }

    /** Makes later calls of {@link #write} fail, or work again. */
    public synchronized void writable(boolean yes) {
        writable = yes;
    }

    /** Once the work unit is finished, its manifest is this one: a merge that lost events, say. */
    public synchronized void replaceManifest(String directory, WorkUnitManifest manifest) {
        replaced.computeIfAbsent(directory, d -> new HashMap<>()).put(manifest.ordinal(), manifest);
    }

    /** DAGMan of this directory will leave no rescue file, as if it were killed; or will again. */
    public synchronized void loseRescue(String directory, boolean yes) {
        require(directory).rescueLost = yes;
    }

    /** The newest rescue file that is there is not to be relied on, for this reason. */
    public synchronized void breakRescue(String directory, String why) {
        require(directory).rescueBroken = why;
    }

    /** The attempt that jobs of a directory work for from now on. */
    public synchronized int attempt(String directory) {
        return require(directory).attempt;
    }

    /** The priority that jobs of a directory are submitted with from now on. */
    public synchronized int priority(String directory) {
        return require(directory).priority;
    }

    /** Somebody deletes a directory with all that is in it. */
    public synchronized void delete(String directory) {
        directories.remove(directory);
    }

    /** Sites that a DAG has been told to avoid. */
    public synchronized SortedSet<SiteName> banned(String directory) {
        return require(directory).banned;
    }

    /** What a work unit's next jobs ask for, in MiB; 0 as long as nobody has set it. */
    public synchronized int memory(String directory, int ordinal) {
        return require(directory).memory.getOrDefault(ordinal, 0);
    }

    /** A work unit has failed at a site for a reason of the site and lands elsewhere. */
    public synchronized void strike(String directory, int ordinal, SiteName site) {
        require(directory)
                .struck
                .merge(
                        ordinal,
                        List.of(site),
                        (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
    }

    /** Somebody puts a halt file into the directory. */
    public synchronized void halt(String directory) {
        require(directory).haltFile = true;
    }

    synchronized FakeDirectory require(String directory) {
        FakeDirectory d = directories.get(directory);
        if (d == null) {
            throw new IllegalStateException("nothing has been written into " + directory);
        }
        return d;
    }

    /** The status file has not heard of a work unit yet, as when DAGMan is killed before it writes the file again. */
    public synchronized void forgetInStatusFile(String directory, int ordinal) {
        FakeDirectory dag = require(directory);
        dag.started.remove(ordinal);
        dag.done.remove(ordinal);
    }

    synchronized void finish(String directory, int ordinal) {
        FakeDirectory d = require(directory);
        WorkUnitPlan unit = d.units.get(ordinal);
        SiteName site = unit.sites().first();
        d.started.add(ordinal);
        d.failed.remove(ordinal);
        d.done.add(ordinal);
        d.manifests.put(ordinal, FakeManifests.of(d.header, unit, site, d.attempt));
    }

    synchronized void fail(String directory, int ordinal, String words) {
        FakeDirectory d = require(directory);
        d.started.add(ordinal);
        d.failed.put(ordinal, words);
    }

    synchronized void fail(String directory, int ordinal, Failure failure) {
        fail(directory, ordinal, "Job exited with status 1");
        require(directory).failures.add(failure);
    }

    synchronized void end(String directory, DagMetrics metrics, String lastWords) {
        FakeDirectory d = require(directory);
        d.metrics = metrics;
        d.lastWords = lastWords;
    }
}
