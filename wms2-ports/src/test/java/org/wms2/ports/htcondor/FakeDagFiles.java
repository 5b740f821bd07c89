package org.wms2.ports.htcondor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.WorkUnitPlan;

/** Submit directories in memory. Keeps the plan's work units; {@link FakeHTCondor} plays what DAGMan and jobs leave. */
public final class FakeDagFiles implements DagFiles {
    private static final Pattern TAG = Pattern.compile("(.+)-v(\\d+)-r(\\d+)");

    /** One submit directory. */
    static final class Directory {
        final DagHeader header;
        final List<WorkUnitPlan> units;
        final SortedMap<Integer, WorkUnitManifest> manifests = new TreeMap<>();
        final TreeSet<Integer> started = new TreeSet<>();
        final TreeSet<Integer> done = new TreeSet<>();
        final SortedMap<Integer, String> failed = new TreeMap<>();

        @Nullable
        DagMetrics metrics;

        String lastWords = "";
        boolean submitted;

        Directory(DagPlan plan) {
            header = plan.header();
            List<WorkUnitPlan> list = new ArrayList<>();
            plan.workUnits().forEach(list::add);
            units = List.copyOf(list);
        }
    }

    private final Map<String, Directory> directories = new HashMap<>();
    private final Map<String, Map<Integer, WorkUnitManifest>> replaced = new HashMap<>();
    private boolean writable = true;

    @Override
    public String directory(DagKey key) {
        Matcher tag = TAG.matcher(key.tag().value());
        if (!tag.matches()) {
            throw new IllegalStateException("a DAG tag without version and round: " + key);
        }
        return "/submit/" + tag.group(1) + "/v" + tag.group(2) + "/r" + tag.group(3);
    }

    @Override
    public synchronized PreparedDag write(DagPlan plan) {
        if (!writable) {
            throw new Wms2Exception(ErrorCode.INTERNAL, "the submit directory cannot be written: disk full");
        }
        String path = directory(plan.header().key());
        Directory earlier = directories.get(path);
        if (earlier != null && earlier.submitted) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT, path + " has been submitted already: it is never written a second time");
        }
        Directory directory = new Directory(plan);
        directories.put(path, directory);
        return new PreparedDag(
                path,
                directory.units.size(),
                directory.units.stream().mapToLong(u -> u.jobs().size()).sum(),
                directory.units.stream()
                        .mapToLong(WorkUnitPlan::expectedOutputEvents)
                        .sum());
    }

    @Override
    public synchronized DagProgress progress(String directory) {
        Directory d = directories.get(directory);
        return d == null ? DagProgress.NOTHING : new DagProgress(d.started, d.done, d.failed, d.metrics);
    }

    @Override
    public synchronized Optional<WorkUnitManifest> manifest(String directory, int ordinal) {
        Map<Integer, WorkUnitManifest> told = replaced.getOrDefault(directory, Map.of());
        Directory d = directories.get(directory);
        WorkUnitManifest own = d == null ? null : d.manifests.get(ordinal);
        return own == null ? Optional.empty() : Optional.of(told.getOrDefault(ordinal, own));
    }

    @Override
    public RescueCheck checkRescue(Dag ended) {
        return RescueCheck.unusable("no rescue file");
    }

    @Override
    public void prepareRescue(DagKey next, String directory, int priority) {
        require(directory);
    }

    @Override
    public List<Failure> failures(String directory, WorkUnitId id, int ordinal, int attempt) {
        return List.of();
    }

    @Override
    public synchronized String lastWords(String directory) {
        Directory d = directories.get(directory);
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

    synchronized boolean exists(String directory) {
        return directories.containsKey(directory);
    }

    synchronized Directory require(String directory) {
        Directory d = directories.get(directory);
        if (d == null) {
            throw new IllegalStateException("nothing has been written into " + directory);
        }
        return d;
    }

    /** The status file has not heard of a work unit yet, as when DAGMan is killed before it writes the file again. */
    public synchronized void forgetInStatusFile(String directory, int ordinal) {
        Directory dag = require(directory);
        dag.started.remove(ordinal);
        dag.done.remove(ordinal);
    }

    synchronized void finish(String directory, int ordinal) {
        Directory d = require(directory);
        WorkUnitPlan unit = d.units.get(ordinal);
        SiteName site = unit.sites().first();
        d.started.add(ordinal);
        d.failed.remove(ordinal);
        d.done.add(ordinal);
        d.manifests.put(ordinal, FakeManifests.of(d.header, unit, site));
    }

    synchronized void fail(String directory, int ordinal, String words) {
        Directory d = require(directory);
        d.started.add(ordinal);
        d.failed.put(ordinal, words);
    }

    synchronized void end(String directory, DagMetrics metrics, String lastWords) {
        Directory d = require(directory);
        d.metrics = metrics;
        d.lastWords = lastWords;
    }
}
