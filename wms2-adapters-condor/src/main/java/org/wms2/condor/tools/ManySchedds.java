package org.wms2.condor.tools;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.wms2.condor.dag.JobProxy;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.htcondor.KeptJob;
import org.wms2.ports.htcondor.PlainJob;
import org.wms2.ports.htcondor.QueueSnapshot;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/**
 * Several schedds as one. What has a cluster goes to its schedd. What has only a tag asks all of them, and where the silence of
 * one could hide it, nothing is known: a DAG is never submitted while one schedd that may have it does not answer. A look
 * at the queue names those that are silent. New DAGs go to the least loaded. Thread-safe if its members are.
 */
public final class ManySchedds implements HTCondor {
    /** How long a silent schedd is not asked again. */
    public static final Duration PAUSE = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final AskedSchedds schedds;
    private final List<Member> order;
    private final Map<String, SchedulerLimits> lastLimits = new ConcurrentHashMap<>();

    /**
     * Two or more.
     *
     * @param pause how long one that did not answer is not asked again
     */
    public ManySchedds(List<Member> members, InstantSource clock, Duration pause) {
        this.clock = clock;
        this.schedds = new AskedSchedds(members, clock, pause);
        this.order = List.copyOf(members);
        List<String> names = members.stream().map(Member::name).toList();
        if (names.size() < 2 || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("expected two or more schedds of different names, found " + names);
        }
    }

    /** One that answers is enough to go on with. */
    @Override
    public void checkReachable() {
        everyone(HTCondor::checkReachable).ofSome();
    }

    /** Of several, one that has run before one that waits for its release: that one is the stray. */
    @Override
    public Optional<DagObservation> find(DagKey key) {
        return schedds.everyone(m -> m.htcondor().find(key)).ofAll().values().stream()
                .flatMap(Optional::stream)
                .min(Comparator.comparing(DagObservation::isSubmittedOnHold).thenComparing(DagObservation::cluster));
    }

    @Override
    public Optional<DagObservation> find(DagKey key, ClusterId cluster) {
        return at(cluster, h -> h.find(key, cluster));
    }

    /**
     * What was submitted to another is found first. Two processes at once may still submit to two: both are on hold, one cluster
     * is stored and released, the other is a stray and swept.
     */
    @Override
    public ClusterId submitOnHold(DagKey key, String directory) {
        Optional<DagObservation> earlier = find(key);
        return earlier.isPresent()
                ? earlier.get().cluster()
                : schedds.named(
                        leastLoaded(key.tag().isPilot() || carriesProxy(directory)),
                        m -> m.htcondor().submitOnHold(key, directory));
    }

    @Override
    public void release(ClusterId cluster) {
        doAt(cluster, h -> h.release(cluster));
    }

    @Override
    public void remove(ClusterId cluster, String reason) {
        doAt(cluster, h -> h.remove(cluster, reason));
    }

    @Override
    public void removeLeftovers(DagKey key, String reason) {
        everyone(h -> h.removeLeftovers(key, reason)).ofAll();
    }

    @Override
    public void removeLeftovers(DagKey key, ClusterId cluster, String reason) {
        doAt(cluster, h -> h.removeLeftovers(key, cluster, reason));
    }

    @Override
    public long remaining(DagKey key) {
        return schedds.everyone(m -> m.htcondor().remaining(key)).ofAll().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Override
    public long remaining(DagKey key, ClusterId cluster) {
        return at(cluster, h -> h.remaining(key, cluster));
    }

    /** The sum; of one that is silent what it said last, and nothing if it has never answered. */
    @Override
    public SchedulerLimits limits() {
        lastLimits.putAll(schedds.everyone(m -> m.htcondor().limits()).ofSome());
        Collection<SchedulerLimits> all = lastLimits.values();
        return new SchedulerLimits(
                sum(all, SchedulerLimits::perOwner),
                sum(all, SchedulerLimits::total),
                all.stream().mapToInt(SchedulerLimits::largest).max().orElse(SchedulerLimits.NONE));
    }

    @Override
    public QueueSnapshot observe() {
        AskedSchedds.Answers<QueueSnapshot> answers =
                schedds.everyone(m -> m.htcondor().observe());
        List<DagObservation> dags = new ArrayList<>();
        answers.ofSome().values().forEach(snapshot -> dags.addAll(snapshot.dags()));
        return new QueueSnapshot(clock.instant(), dags, answers.silent().keySet());
    }

    /** Of those that answer: what another holds is seen when it does. */
    @Override
    public List<HeldJob> heldJobs() {
        List<HeldJob> held = new ArrayList<>();
        schedds.everyone(m -> m.htcondor().heldJobs())
                .ofSome()
                .forEach((name, jobs) -> jobs.forEach(job -> held.add(at(name, job))));
        return held;
    }

    /** So that what is done about a job goes to its schedd. */
    private static HeldJob at(String schedd, HeldJob job) {
        return new HeldJob(
                job.key(),
                new ClusterId(job.cluster().value(), schedd),
                job.workUnit(),
                job.role(),
                job.node(),
                job.code(),
                job.subCode(),
                job.reason(),
                job.requestedMemoryMb(),
                job.usedMemoryMb(),
                job.since());
    }

    @Override
    public void raiseMemory(HeldJob job, int memoryMb) {
        doAt(job.cluster(), h -> h.raiseMemory(job, memoryMb));
    }

    @Override
    public void setPriority(DagKey key, int priority) {
        everyone(h -> h.setPriority(key, priority)).ofAll();
    }

    @Override
    public void setPriority(DagKey key, ClusterId cluster, int priority) {
        doAt(cluster, h -> h.setPriority(key, cluster, priority));
    }

    /** Of those that answer. */
    @Override
    public List<KeptJob> kept() {
        List<KeptJob> kept = new ArrayList<>();
        schedds.everyone(m -> m.htcondor().kept()).ofSome().values().forEach(kept::addAll);
        return kept;
    }

    @Override
    public void dispose(ClusterId cluster) {
        doAt(cluster, h -> h.dispose(cluster));
    }

    @Override
    public ClusterId submit(PlainJob job) {
        return schedds.named(leastLoaded(true), m -> m.htcondor().submit(job));
    }

    private static boolean carriesProxy(String directory) {
        return JobProxy.of(Path.of(directory)).isPresent();
    }

    /**
     * DAGMan jobs of ours against what the schedd lets run; the first of the list where they are equal.
     *
     * @param here whether it needs files of this machine: not where all is sent
     */
    private String leastLoaded(boolean here) {
        Map<String, Double> loads = schedds.everyone(ManySchedds::load).ofSome();
        return order.stream()
                .filter(m -> loads.containsKey(m.name()) && !(here && m.spooled()))
                .min(Comparator.comparing(m -> loads.getOrDefault(m.name(), 0.0)))
                .map(Member::name)
                .orElseThrow(() -> new ServiceRefusedException(
                        "HTCondor",
                        "it cannot be sent to a schedd that does not see our files, and no other one answers: name one in"
                                + " schedd-name"));
    }

    private static double load(Member member) {
        return (double) member.dagmans().getAsLong()
                / member.htcondor().limits().smallest();
    }

    private static int sum(Collection<SchedulerLimits> limits, ToIntFunction<SchedulerLimits> one) {
        return (int) Math.min(
                SchedulerLimits.NONE, limits.stream().mapToLong(one::applyAsInt).sum());
    }

    private <T> T at(ClusterId cluster, Function<HTCondor, T> question) {
        return schedds.named(cluster.schedd(), m -> question.apply(m.htcondor()));
    }

    private void doAt(ClusterId cluster, Consumer<HTCondor> action) {
        at(cluster, h -> {
            action.accept(h);
            return true;
        });
    }

    private AskedSchedds.Answers<Boolean> everyone(Consumer<HTCondor> action) {
        return schedds.everyone(m -> {
            action.accept(m.htcondor());
            return true;
        });
    }
}
