package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.condor.Trees;
import org.wms2.condor.read.DagmanFiles;
import org.wms2.condor.read.ElectedSites;
import org.wms2.condor.read.FailureReports;
import org.wms2.condor.read.ManifestFile;
import org.wms2.condor.read.PilotFile;
import org.wms2.condor.read.ProgressCache;
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

/**
 * Submit directories on disk, {@code <submit dir>/<request>/v<version>/r<round>}. A plan is written beside its place,
 * verified, put on disk and renamed into it; a directory that has been submitted is never written again.
 */
public final class DagDirectory implements DagFiles {
    private static final Pattern TAG = Pattern.compile("(.+)-v([0-9]+)-(r[0-9]+|pilot)");

    private final DagSettings settings;
    private final ProgressCache progress = new ProgressCache(DagText.WORKFLOW_DAG, DagText.WORKFLOW_LOG);

    public DagDirectory(DagSettings settings) {
        this.settings = settings;
    }

    @Override
    public String directory(DagKey key) {
        Matcher tag = TAG.matcher(key.tag().value());
        if (!tag.matches()) {
            throw new Wms2Exception(ErrorCode.INTERNAL, "a DAG tag without version and round: " + key);
        }
        return settings.submitDir()
                .resolve(CondorText.word(tag.group(1)))
                .resolve("v" + tag.group(2))
                .resolve(tag.group(3) + (key.tag().isPilot() ? "_" + key.attempt() : ""))
                .toString();
    }

    @Override
    public PreparedDag write(DagPlan plan, Runnable fence) {
        Path target = Path.of(directory(plan.header().key()));
        try {
            makeParents(target);
            return DirectoryLock.holding(target, () -> {
                fence.run();
                return write(plan, target);
            });
        } catch (IOException e) {
            throw WriteFailure.of(target, e);
        }
    }

    private PreparedDag write(DagPlan plan, Path target) throws IOException {
        refuseIfSubmitted(target);
        Path fresh = target.resolveSibling("." + target.getFileName() + ".new");
        Path old = target.resolveSibling("." + target.getFileName() + ".old");
        Trees.delete(fresh);
        Trees.delete(old);
        Modes.makeDirectory(fresh);
        DagDirectoryWriter writer = new DagDirectoryWriter(fresh, settings);
        writer.write(plan);
        DagCounts counts = writer.counts();
        if (counts.workUnits() == 0) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL,
                    "the plan of " + plan.header().key() + " holds no work unit: nothing to submit");
        }
        DagDirectoryCheck.verify(fresh, counts, plan.header().layout());
        Trees.force(fresh);
        if (Files.exists(target)) {
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        Trees.forceOne(target.resolveSibling(""));
        Trees.delete(old);
        return new PreparedDag(
                target.toString(),
                counts.workUnits(),
                counts.jobs(),
                counts.events(),
                plan.header().layout());
    }

    @Override
    public void writePilot(PilotPlan plan) {
        Path target = Path.of(directory(plan.header().key()));
        try {
            makeParents(target);
            DirectoryLock.holding(target, () -> {
                PilotDirectory.write(target, plan, settings);
                return target;
            });
        } catch (IOException e) {
            throw WriteFailure.of(target, e);
        }
    }

    @Override
    public Optional<PilotMeasure> measure(String directory) {
        return PilotFile.read(Path.of(directory, PilotDirectory.MEASURE));
    }

    @Override
    public boolean exists(String directory) {
        return SubmitRoot.has(Path.of(directory), DagText.WORKFLOW_DAG);
    }

    @Override
    public DagProgress progress(String directory) {
        return progress.progress(Path.of(directory));
    }

    @Override
    public void forget(String directory) {
        progress.forget(Path.of(directory));
    }

    @Override
    public Optional<WorkUnitManifest> manifest(String directory, int ordinal) {
        Path dag = Path.of(directory);
        return ManifestFile.read(
                dag.resolve("payload.json"), dag.resolve(DagText.group(ordinal)).resolve("manifest.json"), ordinal);
    }

    @Override
    public RescueCheck checkRescue(Dag ended) {
        try {
            return RescueFiles.check(ended);
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "cannot read " + ended.directory() + ": " + e + "; check its owner", e);
        }
    }

    @Override
    public void prepareRescue(DagKey next, String directory, int priority, Runnable fence) {
        Path target = Path.of(directory);
        RescuePreparation.require(next, target);
        try {
            DirectoryLock.holding(target, () -> {
                fence.run();
                RescuePreparation.prepare(next, target, priority);
                return target;
            });
        } catch (IOException e) {
            throw WriteFailure.of(target, e);
        }
    }

    @Override
    public List<Failure> failures(String directory, WorkUnitId id, int ordinal, int attempt) {
        Path dag = Path.of(directory);
        return FailureReports.of(dag, dag.resolve(DagText.group(ordinal)), id, attempt);
    }

    @Override
    public SortedMap<Integer, SiteName> electedSites(String directory) {
        try {
            return ElectedSites.of(Path.of(directory));
        } catch (IOException e) {
            throw new Wms2Exception(ErrorCode.INTERNAL, "cannot read " + directory + ": " + e + "; check its owner", e);
        }
    }

    @Override
    public boolean writeBans(String directory, SortedSet<SiteName> banned) {
        Path dag = Path.of(directory);
        try {
            return BannedSites.write(dag, banned);
        } catch (IOException e) {
            requireThere(dag.resolve(DagText.BANNED), dag, e);
            return false;
        }
    }

    @Override
    public void setMemory(String directory, int ordinal, int memoryMb) {
        Path group = Path.of(directory, DagText.group(ordinal));
        try {
            TuningFile.read(group).atLeast(TuningFile.MEMORY, memoryMb).write(group);
        } catch (IOException e) {
            requireThere(group.resolve(TuningFile.NAME), Path.of(directory), e);
        }
    }

    @Override
    public void setPriority(String directory, int priority) {
        try {
            for (Path group : TuningFile.groups(Path.of(directory))) {
                TuningFile.read(group).with(TuningFile.PRIORITY, priority).write(group);
            }
        } catch (IOException e) {
            requireThere(Path.of(directory, TuningFile.NAME), Path.of(directory), e);
        }
    }

    /** Returns if a running DAG's directory is gone as a whole, and nothing can be told it: its end will say so. */
    private static void requireThere(Path target, Path dag, IOException e) {
        boolean gone = e instanceof NoSuchFileException && !Files.exists(dag.resolve(DagText.WORKFLOW_DAG));
        if (!gone) {
            throw WriteFailure.of(target, e);
        }
    }

    @Override
    public String lastWords(String directory) {
        return DagmanFiles.lastWords(Path.of(directory), DagText.WORKFLOW_DAG);
    }

    private static void refuseIfSubmitted(Path target) throws IOException {
        Optional<Path> trace = SubmissionTraces.find(target);
        if (trace.isPresent()) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    target + " has been submitted (it holds " + trace.get().getFileName()
                            + "): it is never written a second time");
        }
    }

    private void makeParents(Path target) throws IOException {
        Path version = target.getParent();
        Path request = version == null ? null : version.getParent();
        if (version == null || request == null) {
            throw new IOException("no parent directory");
        }
        Files.createDirectories(settings.submitDir());
        Modes.makeIfMissing(request);
        Modes.makeIfMissing(version);
    }
}
