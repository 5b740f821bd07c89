package org.wms2.server.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.htcondor.DagMetrics;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.htcondor.JobCounts;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.htcondor.KeptJob;
import org.wms2.ports.htcondor.PlainJob;
import org.wms2.ports.htcondor.QueueSnapshot;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/** A schedd in virtual time, as contracts/htcondor.md 2 to 4 measured it: it looks nothing up for who submits. */
final class SimulatedHTCondor implements HTCondor {
    /** How long the ad of an ended DAGMan stays in the queue (leave_in_queue). */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final int REMOVED = 4;

    /** After how long HTCondor starts a DAGMan again that exited with a status that it does not take for an end. */
    private static final Duration STARTED_AGAIN = Duration.ofSeconds(3);

    private final VirtualTime time;
    private final Farm farm;
    private final SimulatedDagFiles files;
    private final Laws laws;
    private final DagTroubles troubles;
    private final Flaw flaw;
    private final TreeMap<ClusterId, DagmanJob> jobs = new TreeMap<>();
    private final Map<DagKey, DagRun> runs = new HashMap<>();
    private int lastCluster = 100;

    SimulatedHTCondor(
            VirtualTime time, Farm farm, SimulatedDagFiles files, Laws laws, DagTroubles troubles, Flaw flaw) {
        this.time = time;
        this.farm = farm;
        this.files = files;
        this.laws = laws;
        this.troubles = troubles;
        this.flaw = flaw;
    }

    @Override
    public void checkReachable() {}

    @Override
    public Optional<DagObservation> find(DagKey key) {
        return jobs.values().stream()
                .filter(j -> j.key.equals(key) && !j.isSweptStray() && flaw != Flaw.FORGETS_TAGS)
                .findFirst()
                .map(this::observation);
    }

    @Override
    public ClusterId submitOnHold(DagKey key, String directory) {
        SubmitDirectory d = files.find(directory)
                .orElseThrow(() -> new ServiceRefusedException("HTCondor", "no workflow.dag in " + directory));
        d.submitted = true;
        d.haltFile = false;
        ClusterId cluster = new ClusterId(++lastCluster);
        jobs.put(cluster, new DagmanJob(key, cluster, d));
        if (flaw == Flaw.NOT_ON_HOLD) {
            release(cluster);
        }
        return cluster;
    }

    @Override
    public void release(ClusterId cluster) {
        DagmanJob job = jobs.get(cluster);
        if (job != null && job.state == JobState.HELD) {
            job.be(JobState.IDLE, 0, "");
            time.in(farm.chance.between(Duration.ofSeconds(5), Duration.ofMinutes(2)), () -> start(job));
        }
    }

    @Override
    public void remove(ClusterId cluster, String reason) {
        DagmanJob job = jobs.get(cluster);
        if (job == null || job.hasEnded()) {
            return;
        }
        boolean ran = job.state == JobState.RUNNING;
        job.be(JobState.REMOVED, 0, reason);
        DagRun run = runs.get(job.key);
        if (job.starts > 0 && run != null) {
            Duration leaving = farm.chance.between(Duration.ofSeconds(1), Duration.ofMinutes(3));
            run.kill(leaving);
            if (ran) {
                // Without a process nobody writes a rescue file.
                time.in(leaving.dividedBy(2), () -> job.directory.end(job.cluster, 2, REMOVED, "removed: " + reason));
            }
        }
        expire(job);
    }

    @Override
    public void removeLeftovers(DagKey key, String reason) {
        DagRun run = runs.get(key);
        if (run != null) {
            run.kill(farm.chance.between(Duration.ofSeconds(1), Duration.ofMinutes(3)));
        }
    }

    @Override
    public long remaining(DagKey key) {
        return Optional.ofNullable(runs.get(key)).map(DagRun::left).orElse(0L);
    }

    @Override
    public SchedulerLimits limits() {
        return new SchedulerLimits(SchedulerLimits.NONE, SchedulerLimits.NONE);
    }

    @Override
    public QueueSnapshot observe() {
        return new QueueSnapshot(
                time.instant(),
                jobs.values().stream()
                        .filter(j -> j.inQueue && flaw != Flaw.FORGETS_TAGS)
                        .map(this::observation)
                        .toList());
    }

    @Override
    public List<HeldJob> heldJobs() {
        return List.of();
    }

    @Override
    public void raiseMemory(HeldJob job, int memoryMb) {}

    @Override
    public void setPriority(DagKey key, int priority) {}

    @Override
    public List<KeptJob> kept() {
        return jobs.values().stream()
                .filter(j -> j.inQueue && j.hasEnded() && flaw != Flaw.FORGETS_TAGS)
                .map(j -> new KeptJob(j.key, j.cluster, j.state, j.starts, j.endedAt))
                .toList();
    }

    @Override
    public void dispose(ClusterId cluster) {
        DagmanJob job = jobs.get(cluster);
        if (job != null && job.hasEnded()) {
            job.inQueue = false;
        }
    }

    @Override
    public ClusterId submit(PlainJob job) {
        return new ClusterId(++lastCluster);
    }

    /** Whether DAGMans or jobs of certain DAGs are there, beside what only waits for its first release. */
    boolean anyAlive(Predicate<DagKey> wanted) {
        return jobs.values().stream().anyMatch(j -> j.starts > 0 && !j.hasEnded() && wanted.test(j.key))
                || runs.entrySet().stream().anyMatch(e -> e.getValue().isAlive() && wanted.test(e.getKey()));
    }

    // --- what happens to a DAGMan ---

    private void start(DagmanJob job) {
        if (job.state != JobState.IDLE) {
            return;
        }
        if (job.starts == 0 && troubles.hinders()) {
            job.hindered = true;
        }
        if (job.hindered) {
            job.starts++;
            time.in(STARTED_AGAIN, () -> start(job));
            return;
        }
        laws.dagmanStarts(job, jobs.values(), runs);
        boolean again = job.starts > 0;
        job.be(JobState.RUNNING, 0, "");
        job.starts++;
        job.speaks = true;
        DagRun before = runs.get(job.key);
        if (again && before != null) {
            before.watched(true);
            return;
        }
        DagRun run = new DagRun(
                farm,
                job.directory,
                () -> time.in(farm.chance.between(Duration.ofSeconds(5), Duration.ofMinutes(1)), () -> exit(job)));
        runs.put(job.key, run);
        troubles.plan(this, job);
        run.begin();
    }

    private void exit(DagmanJob job) {
        if (job.state != JobState.RUNNING || !jobs.containsKey(job.cluster)) {
            return;
        }
        boolean whole = job.directory.done.size() == job.directory.units.size();
        int code = whole ? 0 : 1;
        job.directory.end(job.cluster, code, whole ? 0 : 2, "exiting with status " + code);
        job.be(JobState.COMPLETED, 0, "");
        job.exitCode = code;
        expire(job);
    }

    /** DAGMan cannot read its DAG: exit 1, no metrics, nothing was done. */
    void failToParse(DagmanJob job) {
        if (job.state == JobState.RUNNING) {
            kill(job);
            job.speaks = false;
            job.directory.lastWords = "Failed to parse workflow.dag";
            job.be(JobState.COMPLETED, 0, "");
            job.exitCode = 1;
            expire(job);
        }
    }

    /** Somebody puts a halt file beside its DAG: what runs is waited for, nothing new begins. */
    void halt(DagmanJob job) {
        if (job.state == JobState.RUNNING) {
            job.directory.haltFile = true;
            Optional.ofNullable(runs.get(job.key)).ifPresent(DagRun::halt);
        }
    }

    /** The schedd or a person holds DAGMan: its process ends, its jobs go on. */
    void hold(DagmanJob job, int code, String reason) {
        if (job.state == JobState.RUNNING) {
            job.be(JobState.HELD, code, reason);
            Optional.ofNullable(runs.get(job.key)).ifPresent(r -> r.watched(false));
        }
    }

    /** Its ad is gone from queue and history, its process without a last word; what is below it goes on. */
    void vanish(DagmanJob job) {
        if (jobs.remove(job.cluster) != null && !job.hasEnded()) {
            job.be(JobState.REMOVED, 0, "vanished");
            Optional.ofNullable(runs.get(job.key)).ifPresent(r -> r.watched(false));
        }
    }

    private void kill(DagmanJob job) {
        Optional.ofNullable(runs.get(job.key)).ifPresent(r -> r.kill(Duration.ofSeconds(1)));
    }

    private void expire(DagmanJob job) {
        job.endedAt = time.instant();
        time.in(KEPT, () -> job.inQueue = false);
    }

    /** What DAGMan has told the schedd: fine as long as it runs, its last word then. */
    private static @Nullable Integer dagStatus(DagmanJob job) {
        if (!job.speaks) {
            return null;
        }
        DagMetrics last = job.directory.metrics;
        return last != null && last.cluster().equals(job.cluster) ? last.dagStatus() : 0;
    }

    private DagObservation observation(DagmanJob job) {
        boolean hasRun = job.starts > 0;
        SubmitDirectory d = job.directory;
        return new DagObservation(
                job.key,
                job.cluster,
                job.state,
                job.starts,
                job.holdCode,
                job.exitCode,
                job.reason,
                hasRun ? dagStatus(job) : null,
                hasRun ? d.units.size() : 0,
                hasRun ? d.done.size() : 0,
                hasRun ? d.failed.size() : 0,
                new JobCounts(0, job.state == JobState.RUNNING ? remaining(job.key) : 0, 0, 0));
    }
}
