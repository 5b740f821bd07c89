package org.wms2.ports.htcondor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.WorkUnitPlan;

/** One submit directory in memory: the plan, and what DAGMan and the jobs of its attempts have left. */
final class FakeDirectory {
    private static final int LOST_TRACK = 1;
    private static final int CYCLE = 5;

    final DagHeader header;
    final List<WorkUnitPlan> units;
    final SortedMap<Integer, WorkUnitManifest> manifests = new TreeMap<>();
    final TreeSet<Integer> started = new TreeSet<>();
    final TreeSet<Integer> done = new TreeSet<>();
    final SortedMap<Integer, String> failed = new TreeMap<>();
    final List<Failure> failures = new ArrayList<>();
    /** Failures that a test wants to see, by attempt. */
    final Map<Integer, List<Failure>> wanted = new HashMap<>();

    /** Sites that each work unit's next landing avoids. */
    final SortedMap<Integer, List<SiteName>> struck = new TreeMap<>();

    final SortedMap<Integer, SiteName> elected = new TreeMap<>();
    final Map<Integer, Integer> memory = new HashMap<>();
    SortedSet<SiteName> banned = new TreeSet<>();
    boolean haltFile;

    @Nullable
    DagMetrics metrics;

    String lastWords = "";
    boolean submitted;
    /** A DAGMan has run here. */
    boolean hasRun;
    /** The attempt of attempt.dag and tuning.inc. */
    int attempt;

    int priority;
    /** The rescue file that the present DAGMan started from; 0: none. */
    int startedFrom;
    /** The newest rescue file; 0: none. */
    int rescue;

    private final TreeSet<Integer> rescued = new TreeSet<>();
    /** DAGMan will write no rescue file. */
    boolean rescueLost;
    /** What is wrong with the newest rescue file; empty: nothing. */
    String rescueBroken = "";

    FakeDirectory(DagPlan plan) {
        header = plan.header();
        attempt = header.key().attempt();
        priority = header.priority();
        List<WorkUnitPlan> list = new ArrayList<>();
        plan.workUnits().forEach(list::add);
        units = List.copyOf(list);
    }

    /** A DAGMan starts: from the newest rescue file if there is one, else from nothing. */
    void start(boolean restart) {
        if (restart) {
            return; // recovery mode: it reads its log
        }
        hasRun = true;
        startedFrom = rescue;
        failed.clear();
        done.clear();
        done.addAll(rescued);
        started.clear();
        started.addAll(rescued);
    }

    /** DAGMan exits with nodes left to do. */
    void leaveRescue() {
        if (rescueLost) {
            return;
        }
        rescue = startedFrom + 1;
        rescueBroken = "";
        rescued.clear();
        rescued.addAll(done);
    }

    RescueCheck check(@Nullable ClusterId cluster) {
        if (rescue == 0) {
            return RescueCheck.unusable("there is no rescue file");
        }
        if (metrics == null || !metrics.cluster().equals(cluster)) {
            return RescueCheck.unusable("workflow.dag.metrics is not the last word of cluster " + cluster);
        }
        if (metrics.dagStatus() == LOST_TRACK || metrics.dagStatus() == CYCLE) {
            return RescueCheck.unusable("its DAGMan lost track of its jobs, or could not use its DAG");
        }
        if (rescue != metrics.rescueNumber() + 1) {
            return RescueCheck.unusable("its DAGMan has written no rescue file");
        }
        return rescueBroken.isEmpty() ? new RescueCheck(true, rescue, rescued, "") : RescueCheck.unusable(rescueBroken);
    }
}
