package org.wms2.server.simulation;

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
import org.wms2.ports.htcondor.DagMetrics;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.DagPlan;

/** One round's submit directory: the plan, and what DAGMan and the jobs have left there so far. */
final class SubmitDirectory {
    /** The newest rescue file: whose last word it is, and the work units that it would skip. */
    record Rescue(int number, ClusterId cluster, SortedSet<Integer> done) {}

    final DagHeader header;
    final List<Unit> units = new ArrayList<>();
    final Map<Integer, WorkUnitManifest> manifests = new HashMap<>();
    /** The three of the node status file: of the run that is on, or was last. */
    final TreeSet<Integer> started = new TreeSet<>();

    final TreeSet<Integer> done = new TreeSet<>();
    final SortedMap<Integer, String> failed = new TreeMap<>();
    final List<Failure> failures = new ArrayList<>();

    @Nullable
    DagMetrics metrics;

    @Nullable
    Rescue rescue;

    String lastWords = "";
    /** What attempt.dag says: the attempt in the names and tags of all jobs that are submitted from now on. */
    int attempt;

    int priority;
    SortedSet<SiteName> banned = new TreeSet<>();
    boolean submitted;
    boolean haltFile;

    SubmitDirectory(DagPlan plan) {
        header = plan.header();
        priority = header.priority();
        plan.workUnits().forEach(unit -> units.add(Unit.of(unit)));
    }

    /** DAGMan's last word; a rescue file is written if something is missing and there is a process to write it. */
    void end(ClusterId cluster, int exitCode, int dagStatus, String words) {
        boolean whole = done.size() == units.size();
        int number = rescue == null ? 0 : rescue.number();
        if (!whole) {
            number++;
            rescue = new Rescue(number, cluster, new TreeSet<>(done));
        }
        metrics = new DagMetrics(cluster, exitCode, dagStatus, number);
        lastWords = words;
    }
}
