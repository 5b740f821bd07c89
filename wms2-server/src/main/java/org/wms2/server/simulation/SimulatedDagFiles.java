package org.wms2.server.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.DagProgress;
import org.wms2.ports.htcondor.PreparedDag;
import org.wms2.ports.htcondor.RescueCheck;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.pilot.PilotMeasure;
import org.wms2.ports.pilot.PilotPlan;
import org.wms2.ports.plan.DagPlan;

/** Submit directories, one per round of a request. */
final class SimulatedDagFiles implements DagFiles {
    private final Map<String, SubmitDirectory> directories = new HashMap<>();

    @Override
    public String directory(DagKey key) {
        return "/submit/" + key.tag() + (key.tag().isPilot() ? "_" + key.attempt() : "");
    }

    @Override
    public PreparedDag write(DagPlan plan, Runnable fence) {
        fence.run();
        String path = directory(plan.header().key());
        SubmitDirectory earlier = directories.get(path);
        if (earlier != null && earlier.submitted) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT, path + " has been submitted already: it is never written a second time");
        }
        SubmitDirectory directory = new SubmitDirectory(plan);
        directories.put(path, directory);
        return new PreparedDag(
                path,
                directory.units.size(),
                directory.units.stream().mapToLong(Unit::jobs).sum(),
                directory.units.stream().mapToLong(Unit::outputEvents).sum(),
                plan.header().layout());
    }

    @Override
    public void writePilot(PilotPlan plan) {
        write(new DagPlan(plan.header(), List.of()), UNFENCED);
    }

    /** A pilot that ended well finds the request's own estimates right. */
    @Override
    public Optional<PilotMeasure> measure(String path) {
        return find(path)
                .filter(d -> d.metrics != null && d.metrics.exitCode() == 0)
                .map(d -> new PilotMeasure(
                        List.of(new PilotMeasure.Run(1, 2), new PilotMeasure.Run(2, 3), new PilotMeasure.Run(4, 5)),
                        1,
                        1,
                        1_000,
                        List.of(),
                        ""));
    }

    @Override
    public boolean exists(String path) {
        return directories.containsKey(path);
    }

    @Override
    public DagProgress progress(String path) {
        SubmitDirectory d = directories.get(path);
        return d == null
                ? DagProgress.NOTHING
                : new DagProgress(d.started, d.done, d.failed, new TreeMap<>(), d.haltFile, d.metrics);
    }

    @Override
    public Optional<WorkUnitManifest> manifest(String path, int ordinal) {
        return find(path).map(d -> d.manifests.get(ordinal));
    }

    @Override
    public RescueCheck checkRescue(Dag ended) {
        SubmitDirectory.@Nullable Rescue rescue =
                find(ended.directory()).map(d -> d.rescue).orElse(null);
        if (rescue == null) {
            return RescueCheck.unusable("there is no rescue file");
        }
        return Objects.equals(ended.cluster(), rescue.cluster())
                ? new RescueCheck(true, rescue.number(), rescue.done(), "")
                : RescueCheck.unusable("it is of cluster " + rescue.cluster() + ", not of " + ended.cluster());
    }

    @Override
    public void prepareRescue(DagKey next, String path, int priority, Runnable fence) {
        fence.run();
        SubmitDirectory d = require(path);
        d.attempt = next.attempt();
        d.priority = priority;
    }

    @Override
    public List<Failure> failures(String path, WorkUnitId id, int ordinal, int attempt) {
        return find(path)
                .map(d -> d.failures.stream()
                        .filter(f -> f.workUnit().equals(id) && f.attempt() == attempt)
                        .toList())
                .orElse(List.of());
    }

    /** Nothing is struck here. */
    @Override
    public SortedMap<Integer, SiteName> electedSites(String directory) {
        return new TreeMap<>();
    }

    @Override
    public boolean writeBans(String directory, SortedSet<SiteName> banned) {
        SubmitDirectory d = directories.get(directory);
        boolean news = d != null && !banned.equals(d.banned);
        if (d != null) {
            d.banned = banned;
        }
        return news;
    }

    @Override
    public void setMemory(String directory, int ordinal, int memoryMb) {}

    @Override
    public void setPriority(String directory, int priority) {}

    @Override
    public String lastWords(String path) {
        return find(path).map(d -> d.lastWords).orElse("");
    }

    Optional<SubmitDirectory> find(String path) {
        return Optional.ofNullable(directories.get(path));
    }

    SubmitDirectory require(String path) {
        return find(path)
                .orElseThrow(() -> new Wms2Exception(ErrorCode.INTERNAL, "nothing has been written into " + path));
    }
}
