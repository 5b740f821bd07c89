package org.wms2.condor.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobCounts;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;

/**
 * Outer DAGMan jobs with the job counters of their inner ones. An outer one has WMS2_DagId and WMS2_Attempt and no
 * DAGManJobId; an inner one names its outer by DAGManJobId (contracts/htcondor.md 3 and 5).
 */
public final class DagAds {
    /** The attributes to ask for. */
    public static final List<String> ATTRIBUTES = List.of(
            "ClusterId",
            "JobStatus",
            "NumJobStarts",
            "HoldReasonCode",
            "HoldReason",
            "RemoveReason",
            "ExitCode",
            "ExitSignal",
            "WMS2_DagId",
            "WMS2_Attempt",
            "WMS2_Layout",
            "DAGManJobId",
            "DAG_Status",
            "DAG_NodesTotal",
            "DAG_NodesDone",
            "DAG_NodesFailed",
            "DAG_JobsIdle",
            "DAG_JobsRunning",
            "DAG_JobsHeld",
            "DAG_JobsCompleted");

    /** What a shell says of a process that a signal ended. */
    private static final int SIGNAL_EXIT = 128;

    private DagAds() {}

    /**
     * Outer DAGs of an answer, lowest cluster first, swept strays included: removed before they ever started. Of the inner
     * ones only the counters are kept while the answer is read.
     *
     * @param schedd the name of the schedd that answered
     * @throws UnreadableException if it is no answer
     */
    public static List<DagObservation> read(String what, String text, String schedd) {
        Map<Long, JobCounts> jobsOf = new HashMap<>();
        List<JobAd> outers = new ArrayList<>();
        JobAd.each(what, text, ad -> {
            OptionalLong outer = ad.integer("DAGManJobId");
            if (outer.isPresent()) {
                jobsOf.merge(outer.getAsLong(), jobs(ad), JobCounts::plus);
            } else {
                outers.add(ad);
            }
        });
        return outers.stream()
                .flatMap(ad -> outer(ad, jobsOf, schedd).stream())
                .sorted(Comparator.comparing(DagObservation::cluster))
                .toList();
    }

    private static JobCounts jobs(JobAd inner) {
        return new JobCounts(
                inner.count("DAG_JobsIdle"),
                inner.count("DAG_JobsRunning"),
                inner.count("DAG_JobsHeld"),
                inner.count("DAG_JobsCompleted"));
    }

    private static Optional<DagObservation> outer(JobAd ad, Map<Long, JobCounts> jobsOf, String schedd) {
        Optional<DagKey> key = key(ad);
        Optional<JobState> state = state(ad);
        int cluster = ad.count("ClusterId");
        if (key.isEmpty() || state.isEmpty() || cluster < 1) {
            return Optional.empty();
        }
        boolean held = state.get() == JobState.HELD;
        // Of a DAG with splices the outer DAGMan has the jobs, and its nodes are not work units.
        boolean spliced = ad.text("WMS2_Layout").filter("splice"::equals).isPresent();
        String reason = state.get() == JobState.REMOVED
                ? ad.text("RemoveReason").orElse("")
                : held ? ad.text("HoldReason").orElse("") : "";
        return Optional.of(new DagObservation(
                key.get(),
                new ClusterId(cluster, schedd),
                state.get(),
                ad.count("NumJobStarts"),
                held ? ad.count("HoldReasonCode") : 0,
                state.get() == JobState.COMPLETED ? exitCode(ad) : null,
                reason,
                dagStatus(ad),
                spliced ? 0 : ad.count("DAG_NodesTotal"),
                spliced ? 0 : ad.count("DAG_NodesDone"),
                spliced ? 0 : ad.count("DAG_NodesFailed"),
                spliced ? jobs(ad) : jobsOf.getOrDefault((long) cluster, JobCounts.NONE)));
    }

    /** Absent until DAGMan has updated its ad for the first time. */
    private static @Nullable Integer dagStatus(JobAd ad) {
        OptionalLong status = ad.integer("DAG_Status");
        return status.isPresent() ? (int) status.getAsLong() : null;
    }

    private static @Nullable Integer exitCode(JobAd ad) {
        OptionalLong code = ad.integer("ExitCode");
        if (code.isPresent()) {
            return (int) code.getAsLong();
        }
        OptionalLong signal = ad.integer("ExitSignal");
        return signal.isPresent() ? SIGNAL_EXIT + (int) signal.getAsLong() : null;
    }

    /** The key of a DAG of ours; somebody else's tag is none. */
    public static Optional<DagKey> key(JobAd ad) {
        OptionalLong attempt = ad.integer("WMS2_Attempt");
        Optional<String> tag = ad.text("WMS2_DagId");
        if (tag.isEmpty() || attempt.isEmpty() || attempt.getAsLong() < 0 || attempt.getAsLong() > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DagKey(new DagTag(tag.get()), (int) attempt.getAsLong()));
        } catch (InputRefusedException e) {
            return Optional.empty(); // not a tag of WMS2's form: another user of the same attribute
        }
    }

    private static Optional<JobState> state(JobAd ad) {
        long number = ad.integer("JobStatus").orElse(0);
        for (JobState state : JobState.values()) {
            if (state.number() == number) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
