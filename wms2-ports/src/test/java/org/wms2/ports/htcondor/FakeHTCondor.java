package org.wms2.ports.htcondor;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;

/**
 * A schedd in memory. Nothing moves by itself: the test starts DAGs, finishes work units and ends DAGMan, or lets
 * {@link #advance()} do the next thing. Ended DAGs stay in the queue until {@link #expire}.
 */
public final class FakeHTCondor implements HTCondor {
    /** Exit status of a DAGMan that has been removed. */
    private static final int REMOVED_EXIT = 2;

    private static final String DOWN = "the schedd does not answer; start it and try again";

    private final String schedd;
    private final InstantSource clock;
    private final FakeDagFiles files;
    private final TreeMap<ClusterId, FakeDagman> jobs = new TreeMap<>();
    private final List<PlainJob> plainJobs = new ArrayList<>();
    private final FakeNodeJobs nodeJobs = new FakeNodeJobs();
    private final Map<DagKey, Long> lingering = new HashMap<>();
    private int lastCluster = 100;
    private final Map<DagKey, JobCounts> told = new HashMap<>();
    private boolean reachable = true;
    private boolean othersAnswer;
    private String silence = DOWN;
    private boolean loseNextAnswer;
    private SchedulerLimits limits = new SchedulerLimits(SchedulerLimits.NONE, SchedulerLimits.NONE);

    private final java.util.Set<DagKey> leftoversRemoved = new java.util.HashSet<>();

    public FakeHTCondor(InstantSource clock, FakeDagFiles files) {
        this(clock, files, "");
    }

    /** One of several: its clusters carry its name. */
    public FakeHTCondor(InstantSource clock, FakeDagFiles files, String schedd) {
        this.schedd = schedd;
        this.clock = clock;
        this.files = files;
    }

    @Override
    public synchronized void checkReachable() {
        if (!reachable) {
            throw new ServiceUnavailableException("HTCondor", silence);
        }
    }

    @Override
    public synchronized Optional<DagObservation> find(DagKey key) {
        checkReachable();
        return first(j -> j.key.equals(key) && !j.sweptStray()).map(this::observation);
    }

    @Override
    public synchronized Optional<DagObservation> find(DagKey key, ClusterId cluster) {
        checkReachable();
        return first(j -> j.key.equals(key) && j.cluster.equals(cluster) && !j.sweptStray())
                .map(this::observation);
    }

    @Override
    public synchronized ClusterId submitOnHold(DagKey key, String directory) {
        checkReachable();
        if (!files.exists(directory)) {
            throw new ServiceRefusedException("HTCondor", "no workflow.dag in " + directory);
        }
        ClusterId cluster = first(j -> j.key.equals(key) && !j.sweptStray())
                .map(j -> j.cluster)
                .orElseGet(() -> fresh(key, directory));
        answer();
        return cluster;
    }

    @Override
    public synchronized void release(ClusterId cluster) {
        checkReachable();
        FakeDagman job = jobs.get(cluster);
        if (job != null && job.state == JobState.HELD) {
            job.state = JobState.IDLE;
            job.holdCode = 0;
            job.reason = "";
        }
        answer();
    }

    @Override
    public synchronized void remove(ClusterId cluster, String reason) {
        checkReachable();
        FakeDagman job = jobs.get(cluster);
        if (job != null && job.alive()) {
            // Held, or waiting to be started again: there is no process to write a last word or a rescue file.
            boolean running = job.state == JobState.RUNNING;
            nodeJobs.leave(job.key);
            job.state = JobState.REMOVED;
            job.endedAt = clock.instant();
            job.holdCode = 0;
            job.reason = reason;
            if (running) {
                leave(job, REMOVED_EXIT, 4, "removed: " + reason);
            }
        }
        answer();
    }

    /** Whether somebody asked for the removal of what a DAGMan left. */
    public synchronized boolean leftoversRemoved(DagKey key) {
        return leftoversRemoved.contains(key);
    }

    @Override
    public synchronized void removeLeftovers(DagKey key, String reason) {
        leftoversRemoved.add(key);
    }

    @Override
    public synchronized long remaining(DagKey key) {
        checkReachable();
        return lingering.getOrDefault(key, 0L)
                + jobs.values().stream()
                        .filter(j -> j.key.equals(key) && j.alive() && j.starts > 0)
                        .mapToLong(FakeDagman::below)
                        .sum();
    }

    @Override
    public synchronized SchedulerLimits limits() {
        checkReachable();
        return limits;
    }

    /** What {@link #limits()} answers from now on. */
    public synchronized void limits(SchedulerLimits told) {
        limits = told;
    }

    @Override
    public synchronized QueueSnapshot observe() {
        if (!reachable && othersAnswer) {
            return new QueueSnapshot(clock.instant(), List.of(), Set.of(schedd));
        }
        checkReachable();
        return new QueueSnapshot(
                clock.instant(),
                jobs.values().stream()
                        .filter(j -> j.inQueue && !j.key.tag().isPilot())
                        .map(this::observation)
                        .toList());
    }

    @Override
    public synchronized List<HeldJob> heldJobs() {
        checkReachable();
        return nodeJobs.held();
    }

    @Override
    public synchronized void raiseMemory(HeldJob job, int memoryMb) {
        checkReachable();
        nodeJobs.raise(job, memoryMb);
        answer();
    }

    @Override
    public synchronized void setPriority(DagKey key, int priority) {
        checkReachable();
        nodeJobs.prioritise(key, priority);
        answer();
    }

    @Override
    public synchronized List<KeptJob> kept() {
        checkReachable();
        return jobs.values().stream()
                .filter(j -> j.inQueue && !j.alive())
                .map(j -> new KeptJob(j.key, j.cluster, j.state, j.starts, j.endedAt))
                .toList();
    }

    @Override
    public synchronized void dispose(ClusterId cluster) {
        checkReachable();
        FakeDagman job = jobs.get(cluster);
        if (job != null && !job.alive()) {
            job.inQueue = false;
        }
        answer();
    }

    @Override
    public synchronized ClusterId submit(PlainJob job) {
        checkReachable();
        plainJobs.add(job);
        answer();
        return new ClusterId(++lastCluster, schedd);
    }

    // --- what a test does ---

    /** The schedd stops answering, or answers again. */
    public synchronized void reachable(boolean yes) {
        reachable = yes;
        othersAnswer = false;
    }

    /** The schedd stops answering as one of several does whose others answer: a look at the queue names it. */
    public synchronized void silentAmongOthers() {
        reachable = false;
        othersAnswer = true;
    }

    /** The schedd stops answering, and says so in these words. */
    public synchronized void silent(String words) {
        silence = words;
        reachable = false;
    }

    /** What its DAGs have in the queue. */
    public FakeNodeJobs nodeJobs() {
        return nodeJobs;
    }

    /** The queue says this of a DAG's jobs from now on, whatever its files say. */
    public synchronized void jobs(DagKey key, JobCounts counts) {
        told.put(key, counts);
    }

    /** The next submit, release or remove has its effect, but its answer is lost. */
    public synchronized void loseNextAnswer() {
        loseNextAnswer = true;
    }

    private ClusterId fresh(DagKey key, String directory) {
        FakeDirectory d = files.require(directory);
        if (d.hasRun && (key.attempt() == 0 || d.rescue == 0)) {
            throw new ServiceRefusedException(
                    "HTCondor", directory + " holds traces of an earlier job, and no rescue file to go on from");
        }
        return stray(key, directory);
    }

    /** A submission on hold by a process that has not looked it up: what a paused server may leave. */
    public synchronized ClusterId stray(DagKey key, String directory) {
        ClusterId cluster = new ClusterId(++lastCluster, schedd);
        jobs.put(cluster, new FakeDagman(key, cluster, directory, files.require(directory)));
        FakeDirectory d = files.require(directory);
        d.submitted = true;
        d.haltFile = false;
        return cluster;
    }

    /** DAGMan of a released DAG starts running. */
    public synchronized void start(DagKey key) {
        FakeDagman job = live(key, JobState.IDLE);
        files.require(job.directory).start(job.dagStatus != null);
        job.state = JobState.RUNNING;
        job.starts++;
        job.dagStatus = 0;
    }

    /** DAGMan cannot start: HTCondor has tried so many times, and puts it back into the queue each time. */
    public synchronized void startInVain(DagKey key, int times) {
        FakeDagman job = live(key, JobState.IDLE);
        job.starts += times;
    }

    /** DAGMan is killed and HTCondor starts it again: it reads its log and goes on. */
    public synchronized void crash(DagKey key) {
        live(key, JobState.RUNNING).starts++;
    }

    /** DAGMan's process has ended, and HTCondor has not started it again yet. */
    public synchronized void waitsToBeStartedAgain(DagKey key) {
        live(key, JobState.RUNNING).state = JobState.IDLE;
    }

    /** A work unit's inner DAG is submitted. */
    public synchronized void startUnit(DagKey key, int ordinal) {
        files.require(live(key, JobState.RUNNING).directory).started.add(ordinal);
    }

    /** A work unit is merged: its manifest is there and has all events of the plan, at the first of its sites. */
    public synchronized void finish(DagKey key, int ordinal) {
        files.finish(live(key, JobState.RUNNING).directory, ordinal);
    }

    /** A work unit fails for good. */
    public synchronized void fail(DagKey key, int ordinal, String words) {
        files.fail(live(key, JobState.RUNNING).directory, ordinal, words);
    }

    /** A work unit fails for good, and so many of its nodes left a report of it; site null: none said where. */
    public synchronized void fail(
            DagKey key, int ordinal, @Nullable SiteName site, FailureCategory category, int exitCode, int nodes) {
        String directory = live(key, JobState.RUNNING).directory;
        files.fail(directory, ordinal, failure(directory, key, ordinal, site, category, exitCode, nodes));
    }

    /** When this attempt runs by {@link #advance()}, a work unit will fail so; it must have been written. */
    public synchronized void failWhenRun(
            DagKey key, int ordinal, @Nullable SiteName site, FailureCategory category, int exitCode, int nodes) {
        String directory = files.directory(key);
        files.require(directory)
                .wanted
                .computeIfAbsent(key.attempt(), a -> new ArrayList<>())
                .add(failure(directory, key, ordinal, site, category, exitCode, nodes));
    }

    private Failure failure(
            String directory,
            DagKey key,
            int ordinal,
            @Nullable SiteName site,
            FailureCategory category,
            int exitCode,
            int nodes) {
        WorkUnitId id = files.require(directory).units.get(ordinal).id();
        String message = "a failure that the test asked for";
        return new Failure(id, key.attempt(), site, category, exitCode, nodes, "proc_000000", message);
    }

    /** DAGMan exits by itself: 0 success, 1 some node failed. */
    public synchronized void end(DagKey key, int exitCode) {
        FakeDagman job = exits(key, exitCode);
        leave(job, exitCode, exitCode == 0 ? 0 : 2, "exiting with status " + exitCode);
    }

    /** DAGMan exits with status 1 and this DAG_Status as its last word. */
    public synchronized void endSaying(DagKey key, int dagStatus) {
        FakeDagman job = exits(key, 1);
        leave(job, 1, dagStatus, "exiting with status 1, DAG_Status " + dagStatus);
    }

    /** DAGMan ends without having written metrics or a rescue file, and has told the schedd nothing of its DAG's end. */
    public synchronized void endWithoutAWord(DagKey key, int exitCode) {
        exits(key, exitCode);
    }

    private FakeDagman exits(DagKey key, int exitCode) {
        FakeDagman job = live(key, JobState.RUNNING);
        job.state = JobState.COMPLETED;
        job.endedAt = clock.instant();
        job.exitCode = exitCode;
        return job;
    }

    /** DAGMan's last word; a rescue file too if there is something left to do. */
    private void leave(FakeDagman job, int exitCode, int dagStatus, String lastWords) {
        FakeDirectory d = files.require(job.directory);
        int from = d.startedFrom;
        if (exitCode != 0) {
            d.leaveRescue();
        }
        job.dagStatus = dagStatus;
        files.end(job.directory, new DagMetrics(job.cluster, exitCode, dagStatus, from), lastWords);
    }

    /** DAGMan cannot read its DAG: exit 1, and no metrics. */
    public synchronized void endWithParseError(DagKey key, String words) {
        FakeDagman job = exits(key, 1);
        job.dagStatus = null;
        files.require(job.directory).lastWords = words;
    }

    /** Somebody removes the DAG behind our back. */
    public synchronized void removeByOther(DagKey key) {
        FakeDagman job =
                first(j -> j.key.equals(key) && j.alive()).orElseThrow(() -> new IllegalStateException("no " + key));
        remove(job.cluster, "via condor_rm (by user other)");
    }

    /** condor_rm of an ended ad that is kept in the queue: it looks removed from then on. */
    public synchronized void removeKept(DagKey key) {
        FakeDagman job = live(key, JobState.COMPLETED);
        job.state = JobState.REMOVED;
        job.exitCode = null;
        job.reason = "via condor_rm (by user other)";
    }

    /** A released DAGMan runs again without a start that counts. */
    public synchronized void wake(DagKey key) {
        live(key, JobState.IDLE).state = JobState.RUNNING;
    }

    /** HTCondor holds the DAGMan job. */
    public synchronized void hold(DagKey key, int code, String reason) {
        FakeDagman job = live(key, JobState.RUNNING);
        job.state = JobState.HELD;
        job.holdCode = code;
        job.reason = reason;
    }

    /** An ended DAG leaves the queue for the history: find sees it, observe does not. */
    public synchronized void expire(DagKey key) {
        jobs.values().stream().filter(j -> j.key.equals(key) && !j.alive()).forEach(j -> j.inQueue = false);
    }

    /** A DAG is gone from queue and history without a trace. */
    public synchronized void vanish(DagKey key) {
        jobs.values().removeIf(j -> j.key.equals(key));
    }

    /** The next thing happens to every released DAG: it starts, then one work unit after the other ends, then it. */
    public synchronized void advance() {
        for (FakeDagman job : List.copyOf(jobs.values())) {
            switch (job.state) {
                case IDLE -> start(job.key);
                case RUNNING -> advance(job);
                case HELD, REMOVED, COMPLETED, TRANSFERRING_OUTPUT, SUSPENDED -> {}
            }
        }
    }

    /** Advances until a released DAG has ended by itself. */
    public synchronized void runToEnd(DagKey key) {
        while (first(j -> j.key.equals(key) && (j.state == JobState.IDLE || j.state == JobState.RUNNING))
                .isPresent()) {
            advance();
        }
    }

    /** From now on so many jobs of a DAG stay in the queue whatever happens to it, as slow removals do; 0: no more. */
    public synchronized void linger(DagKey key, long jobs) {
        lingering.put(key, jobs);
    }

    /** How many DAGMan jobs of an attempt have ever started: never more than one. */
    public synchronized long everStarted(DagKey key) {
        return jobs.values().stream()
                .filter(j -> j.key.equals(key) && j.starts > 0)
                .count();
    }

    /** Plain jobs submitted so far. */
    public synchronized List<PlainJob> plainJobs() {
        return List.copyOf(plainJobs);
    }

    private void advance(FakeDagman job) {
        FakeDirectory d = files.require(job.directory);
        for (int ordinal = 0; ordinal < d.units.size(); ordinal++) {
            if (!d.done.contains(ordinal) && !d.failed.containsKey(ordinal)) {
                if (!d.started.add(ordinal)) {
                    finishOrFail(job, d, ordinal);
                }
                return;
            }
        }
        end(job.key, d.failed.isEmpty() ? 0 : 1);
    }

    private void finishOrFail(FakeDagman job, FakeDirectory d, int ordinal) {
        WorkUnitId id = d.units.get(ordinal).id();
        List<Failure> wanted = d.wanted.getOrDefault(job.key.attempt(), List.of()).stream()
                .filter(f -> f.workUnit().equals(id))
                .toList();
        wanted.forEach(f -> files.fail(job.directory, ordinal, f));
        if (wanted.isEmpty()) {
            files.finish(job.directory, ordinal);
        }
    }

    private void answer() {
        if (loseNextAnswer) {
            loseNextAnswer = false;
            throw new ServiceUnavailableException("HTCondor", "no answer within its time; look up before trying again");
        }
    }

    private Optional<FakeDagman> first(Predicate<FakeDagman> wanted) {
        return jobs.values().stream().filter(wanted).findFirst();
    }

    private FakeDagman live(DagKey key, JobState state) {
        return first(j -> j.key.equals(key) && j.state == state)
                .orElseThrow(() -> new IllegalStateException("no DAGMan of " + key + " is " + state));
    }

    private DagObservation observation(FakeDagman job) {
        return job.observation(told.get(job.key));
    }
}
