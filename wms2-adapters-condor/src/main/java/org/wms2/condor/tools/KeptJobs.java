package org.wms2.condor.tools;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wms2.condor.read.DagAds;
import org.wms2.condor.read.JobAd;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.htcondor.KeptJob;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/**
 * Jobs that have ended and stay in the queue by leave_in_queue (contracts/htcondor.md 4, "Disposing of kept ads"): a plain
 * condor_rm makes a removed one of a completed one, and {@code condor_rm -forcex} takes that out.
 *
 * @param ask condor_q with arguments; its stdout
 * @param act a tool that acts on what a constraint matches
 * @param schedd its name
 */
record KeptJobs(Query ask, Act act, String schedd) {
    /** Outer DAGMans and pilots: nothing that another DAGMan of ours has submitted. */
    private static final String OURS = "WMS2_DagId =!= undefined && DAGManJobId =?= undefined";

    private static final String ENDED = "(JobStatus == 3 || JobStatus == 4)";
    /**
     * A removed job is in this state at once, its process only a while later; the schedd says when it is done with it
     * [seen in 23.9.6].
     */
    private static final String DONE = "(JobStatus == 4 || JobFinishedHookDone =!= undefined)";

    private static final String WHY = "WMS2: its outcome is known";
    private static final List<String> ATTRIBUTES =
            List.of("ClusterId", "JobStatus", "NumJobStarts", "EnteredCurrentStatus", "WMS2_DagId", "WMS2_Attempt");

    /** Asks a tool. */
    interface Query {
        String ask(String tool, List<String> arguments);
    }

    /** Lets a tool act; harmless if there is no such job. */
    interface Act {
        void act(String tool, String what, String constraint, List<String> more);
    }

    List<KeptJob> all() {
        String constraint = OURS + " && " + ENDED + " && " + DONE;
        String answer = ask.ask(
                "condor_q", List.of("-json", "-constraint", constraint, "-attributes", String.join(",", ATTRIBUTES)));
        List<KeptJob> kept = new ArrayList<>();
        for (JobAd ad : JobAd.parse("condor_q", answer)) {
            kept(ad).ifPresent(kept::add);
        }
        return kept;
    }

    void dispose(ClusterId cluster) {
        String it = "ClusterId == " + cluster.value() + " && " + OURS + " && ";
        act.act("condor_rm", "cluster " + cluster, it + "JobStatus == 4", List.of("-reason", WHY));
        act.act(
                "condor_rm",
                "cluster " + cluster,
                it + "JobStatus == 3 && " + DONE,
                List.of("-forcex", "-reason", WHY));
    }

    private Optional<KeptJob> kept(JobAd ad) {
        Optional<DagKey> key = DagAds.key(ad);
        int cluster = ad.count("ClusterId");
        long status = ad.integer("JobStatus").orElse(0);
        if (key.isEmpty() || cluster < 1) {
            return Optional.empty();
        }
        JobState state = status == JobState.COMPLETED.number() ? JobState.COMPLETED : JobState.REMOVED;
        Instant since = Instant.ofEpochSecond(ad.integer("EnteredCurrentStatus").orElse(0));
        return Optional.of(
                new KeptJob(key.get(), new ClusterId(cluster, schedd), state, ad.count("NumJobStarts"), since));
    }
}
