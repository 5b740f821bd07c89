package org.wms2.condor.tools;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.condor.dag.CondorText;
import org.wms2.condor.dag.JobProxy;
import org.wms2.condor.read.DagAds;
import org.wms2.condor.read.HeldJobAds;
import org.wms2.condor.read.JobAd;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.htcondor.KeptJob;
import org.wms2.ports.htcondor.PlainJob;
import org.wms2.ports.htcondor.QueueSnapshot;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.system.CallObserver;

/**
 * A schedd through condor_q, condor_history, condor_submit_dag, condor_release, condor_rm and condor_submit. What their
 * exit status and words mean: contracts/htcondor.md 3 to 5. Of condor_q, an exit status other than 0 is "unknown".
 */
public final class CondorTools implements HTCondor {
    private static final Path ROOT = Path.of("/");
    private static final int HISTORY_LIMIT = 50;
    private static final String OUTER = "JobUniverse == 7 && DAGManJobId =?= undefined";

    private final ObservedTools tools;
    /** Set if we cannot see the schedd's files. */
    private final @Nullable SpooledDags spooled;

    private final ToolSettings settings;
    private final InstantSource clock;
    private final DagSubmission submission;
    private final PilotSubmission pilots;
    private final LimitsQuery limits;
    private final QueueEdits edits;
    private final KeptJobs keptJobs;

    /** The tools' own default schedd. */
    public CondorTools(ToolEnvironment environment, ToolSettings settings, InstantSource clock, CallObserver observer) {
        this(environment, settings, clock, observer, Schedd.DEFAULT);
    }

    /** A schedd of one's choice. */
    public CondorTools(
            ToolEnvironment environment,
            ToolSettings settings,
            InstantSource clock,
            CallObserver observer,
            Schedd schedd) {
        this.tools = new ObservedTools(environment, observer, schedd);
        this.settings = settings;
        this.clock = clock;
        Spool spool = schedd.spool();
        this.spooled = spool == null ? null : new SpooledDags(tools, settings, spool);
        this.submission = new DagSubmission(tools, settings, this::find, spooled);
        this.pilots = new PilotSubmission(tools, settings, this::find);
        this.limits = new LimitsQuery(tools, settings.queryTimeout());
        this.edits = new QueueEdits(tools, settings.queryTimeout());
        this.keptJobs = new KeptJobs(this::query, this::act, schedd.name());
    }

    @Override
    public void checkReachable() {
        query("condor_q", List.of("-totals"));
    }

    @Override
    public Optional<DagObservation> find(DagKey key) {
        String outer = outer(key) + " && " + tagged(key);
        // The queue first: a job is written to the history as it leaves the queue.
        Optional<DagObservation> queued = first(dags("condor_q", outer, List.of()));
        if (queued.isPresent()) {
            return queued;
        }
        String started = outer + " && !(JobStatus == 3 && NumJobStarts =?= 0)";
        return first(dags("condor_history", started, List.of("-limit", String.valueOf(HISTORY_LIMIT))));
    }

    /** Beside the lowest there may be a stray with a lower number, or one may be left where the queue has lost this one. */
    @Override
    public Optional<DagObservation> find(DagKey key, ClusterId cluster) {
        requireOwn(cluster);
        String ours = outer(key) + " && " + tagged(key) + " && " + of(cluster);
        Optional<DagObservation> queued = first(dags("condor_q", ours, List.of()));
        if (queued.isPresent()) {
            return queued;
        }
        String started = ours + " && !(JobStatus == 3 && NumJobStarts =?= 0)";
        return first(dags("condor_history", started, List.of("-limit", "1")));
    }

    @Override
    public ClusterId submitOnHold(DagKey key, String directory) {
        if (spooled != null && key.tag().isPilot()) {
            throw new ServiceRefusedException(
                    "HTCondor",
                    "the files of " + tools.schedd() + " are elsewhere (spool): a pilot does not run there");
        }
        Optional<JobProxy> carried = JobProxy.of(Path.of(directory));
        if (spooled != null && carried.isPresent()) {
            throw new ServiceRefusedException(
                    "HTCondor",
                    "the jobs carry the proxy " + carried.get().file() + " of this machine, and " + tools.schedd()
                            + " is elsewhere (spool): submit to a schedd that sees it, or run the jobs without a proxy");
        }
        carried.ifPresent(proxy -> proxy.require(clock.instant()));
        return key.tag().isPilot()
                ? pilots.submit(key, Path.of(directory))
                : submission.submit(key, Path.of(directory));
    }

    @Override
    public void release(ClusterId cluster) {
        requireOwn(cluster);
        if (spooled != null) {
            spooled.release(cluster);
        }
        act("condor_release", "cluster " + cluster, of(cluster) + " && JobStatus == 5", List.of());
    }

    @Override
    public void remove(ClusterId cluster, String reason) {
        requireOwn(cluster);
        // An ended job that is kept in the queue must not be touched: condor_rm would make it look removed.
        String ended = "JobStatus != 3 && JobStatus != 4";
        act(
                "condor_rm",
                "cluster " + cluster,
                of(cluster) + " && " + ended,
                List.of("-reason", CondorText.sentence(reason)));
    }

    @Override
    public void removeLeftovers(DagKey key, String reason) {
        String below = tagged(key) + " && !(" + OUTER + ") && JobStatus != 3 && JobStatus != 4";
        act("condor_rm", key.toString(), below, List.of("-reason", CondorText.sentence(reason)));
    }

    /** Removed jobs count until they have left the queue; the DAGMan that is kept there after its end does not. */
    @Override
    public long remaining(DagKey key) {
        String below = tagged(key) + " && " + (key.tag().isPilot() ? "JobStatus != 4" : "!(" + OUTER + ")");
        List<String> arguments = List.of("-json", "-constraint", below, "-attributes", "ClusterId,ProcId");
        return JobAd.parse("condor_q", query("condor_q", arguments)).size();
    }

    @Override
    public SchedulerLimits limits() {
        return limits.ask();
    }

    /** DAGMan jobs of ours, outer and inner ones, that run or wait: what the limits count. */
    public long dagmans() {
        String alive = "JobUniverse == 7 && JobStatus != 3 && JobStatus != 4";
        List<String> arguments = List.of("-json", "-constraint", alive, "-attributes", "ClusterId");
        return JobAd.parse("condor_q", query("condor_q", arguments)).size();
    }

    @Override
    public QueueSnapshot observe() {
        return new QueueSnapshot(
                clock.instant(), dags("condor_q", "JobUniverse == 7 && WMS2_DagId =!= undefined", List.of()));
    }

    @Override
    public List<HeldJob> heldJobs() {
        List<String> arguments = List.of(
                "-json", "-constraint", HeldJobAds.CONSTRAINT, "-attributes", String.join(",", HeldJobAds.ATTRIBUTES));
        return HeldJobAds.read(
                "condor_q", query("condor_q", arguments), tools.schedd().name());
    }

    @Override
    public void raiseMemory(HeldJob job, int memoryMb) {
        edits.raiseMemory(job, memoryMb);
    }

    @Override
    public void setPriority(DagKey key, int priority) {
        edits.setPriority(key, tagged(key), priority);
    }

    @Override
    public List<KeptJob> kept() {
        return keptJobs.all();
    }

    @Override
    public void dispose(ClusterId cluster) {
        requireOwn(cluster);
        keptJobs.dispose(cluster);
    }

    @Override
    public ClusterId submit(PlainJob job) {
        if (spooled != null) {
            throw new ServiceRefusedException(
                    "HTCondor",
                    "the files of " + tools.schedd() + " are elsewhere (spool): a plain job does not run there");
        }
        String text = PlainJobText.of(job);
        CommandResult result = tools.run(
                "condor_submit", List.of("-terse", "-"), Path.of(job.directory()), text, settings.submitTimeout());
        Optional<ClusterId> cluster = ToolWords.terseCluster(result, tools.schedd());
        if (cluster.isPresent()) {
            return cluster.get();
        }
        if (ToolWords.saysUnreachable(result)) {
            throw ObservedTools.unavailable("condor_submit", result.words());
        }
        throw new ServiceRefusedException("HTCondor", "condor_submit of job " + job.name() + ": " + result.words());
    }

    /** A pilot is one job of the vanilla universe. */
    private static String outer(DagKey key) {
        return key.tag().isPilot() ? "DAGManJobId =?= undefined" : OUTER;
    }

    private static String tagged(DagKey key) {
        return "WMS2_DagId == " + CondorText.classAdString(key.tag().value()) + " && WMS2_Attempt == " + key.attempt();
    }

    private List<DagObservation> dags(String tool, String constraint, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("-json", "-constraint", constraint));
        arguments.addAll(more);
        List<String> attributes = new ArrayList<>(DagAds.ATTRIBUTES);
        if (spooled != null) {
            attributes.addAll(SpooledDags.ATTRIBUTES);
        }
        arguments.addAll(List.of("-attributes", String.join(",", attributes)));
        String answer = query(tool, arguments);
        List<DagObservation> seen = DagAds.read(tool, answer, tools.schedd().name());
        return spooled == null ? seen : spooled.told(answer, seen, tool.equals("condor_q"));
    }

    private static Optional<DagObservation> first(List<DagObservation> lowestFirst) {
        return lowestFirst.stream().filter(d -> !d.isUnstartedRemoval()).findFirst();
    }

    private String query(String tool, List<String> arguments) {
        CommandResult result = tools.run(tool, arguments, ROOT, "", timeout());
        if (!result.succeeded()) {
            throw ObservedTools.unavailable(tool, "exit status " + result.exitCode() + ": " + result.words());
        }
        return result.stdout();
    }

    private static String of(ClusterId cluster) {
        return "ClusterId == " + cluster.value();
    }

    /** The number means another job elsewhere. */
    private void requireOwn(ClusterId cluster) {
        if (!cluster.schedd().equals(tools.schedd().name())) {
            throw new ServiceUnavailableException(
                    "HTCondor",
                    "cluster " + cluster + " is not one of " + tools.schedd()
                            + ": give --schedd-name (or WMS2_SCHEDD_NAME) the schedd that it was submitted to");
        }
    }

    private void act(String tool, String what, String constraint, List<String> more) {
        List<String> arguments = new ArrayList<>(more);
        arguments.addAll(List.of("-constraint", constraint));
        CommandResult result = tools.run(tool, arguments, ROOT, "", timeout());
        if (result.succeeded() || ToolWords.saysNoSuchJob(result)) {
            return;
        }
        if (ToolWords.saysNotAllowed(result)) {
            throw new ServiceRefusedException("HTCondor", tool + " of " + what + ": " + result.words());
        }
        throw ObservedTools.unavailable(tool, "exit status " + result.exitCode() + ": " + result.words());
    }

    private Duration timeout() {
        return settings.queryTimeout();
    }
}
