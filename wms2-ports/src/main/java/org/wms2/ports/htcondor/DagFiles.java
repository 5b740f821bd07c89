package org.wms2.ports.htcondor;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.pilot.PilotMeasure;
import org.wms2.ports.pilot.PilotPlan;
import org.wms2.ports.plan.DagPlan;

/** The submit directory of a DAG: what WMS2 writes there and what DAGMan and the jobs leave. */
public interface DagFiles {
    /** Absolute path where the DAG of a key lives or will live; the attempt changes it for a pilot only. */
    String directory(DagKey key);

    /** Of a caller whom nobody can replace. */
    Runnable UNFENCED = () -> {};

    /**
     * Writes the files of a plan, all or nothing; an unsubmitted earlier try is replaced. Same plan, same bytes.
     *
     * @param fence called when nobody else can write there until this call ends, before anything is written: throws if the
     *     caller may no longer. So the plan of one who was late never replaces that of one who came after.
     * @throws org.wms2.ports.error.Wms2Exception if the directory cannot be written, and what the fence throws
     */
    PreparedDag write(DagPlan plan, Runnable fence);

    /**
     * Writes the files of a pilot into the directory of its key, all or nothing; an unsubmitted earlier try is replaced.
     *
     * @throws org.wms2.ports.error.Wms2Exception if the directory cannot be written, or has been submitted
     */
    void writePilot(PilotPlan plan);

    /**
     * What a pilot has measured; empty if it left no measurement.
     *
     * @throws org.wms2.ports.error.Wms2Exception if there is one and it breaks its schema
     */
    Optional<PilotMeasure> measure(String directory);

    /** Whether the files of a DAG are where they were written. */
    boolean exists(String directory);

    /** What DAGMan has written about its work units so far; empty progress if it has written nothing yet. */
    DagProgress progress(String directory);

    /** The end of a DAG has been applied: what was kept to answer {@link #progress} quickly may go. Harmless at any time. */
    default void forget(String directory) {}

    /**
     * The manifest of a work unit, if its merge has written one.
     *
     * @throws org.wms2.ports.error.Wms2Exception if there is one and it breaks its schema
     */
    Optional<WorkUnitManifest> manifest(String directory, int ordinal);

    /** Whether an ended attempt of a DAG can be gone on with; reads only. */
    RescueCheck checkRescue(Dag ended);

    /**
     * Prepares the directory for the next attempt: the attempt and the priority of what is submitted from now on. Doing
     * it twice is harmless.
     *
     * @param next its key; the attempt is above 0
     * @param fence as in {@link #write}: who was late does not prepare an attempt that has been
     * @throws org.wms2.ports.error.Wms2Exception if the directory cannot be written, and what the fence throws
     */
    void prepareRescue(DagKey next, String directory, int priority, Runnable fence);

    /**
     * What the reports of failed nodes of a work unit say, of one attempt, summed by site, category and exit code; nodes
     * that succeeded in a later start are none. Empty if no node left a report of a failure.
     */
    List<Failure> failures(String directory, WorkUnitId id, int ordinal, int attempt);

    /** Where work units of a DAG have landed and not been struck since, by ordinal. */
    SortedMap<Integer, SiteName> electedSites(String directory);

    /**
     * Tells a DAG which sites get no work now: the next landing of any of its work units avoids them. Nothing is written if
     * the directory says so already.
     *
     * @return whether anything was written
     * @throws org.wms2.ports.error.Wms2Exception if the directory cannot be written
     */
    boolean writeBans(String directory, SortedSet<SiteName> banned);

    /**
     * Sets the memory that processing and landing jobs of one work unit ask for, of those that are submitted from now on.
     *
     * @param memoryMb in MiB, 1 or more
     */
    void setMemory(String directory, int ordinal, int memoryMb);

    /** Sets the job priority of all node jobs that are submitted from now on. */
    void setPriority(String directory, int priority);

    /** The last lines of what DAGMan says of itself, for a person; empty if there are none. */
    String lastWords(String directory);
}
