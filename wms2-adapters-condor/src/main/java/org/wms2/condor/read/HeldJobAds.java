package org.wms2.condor.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.plan.NodeRole;

/** Held node jobs. An ad that is not one of ours, or lacks what makes it one, is passed over. */
public final class HeldJobAds {
    /** Node jobs alone: an inner DAGMan carries a work unit too, but no role. */
    public static final String CONSTRAINT = "JobStatus == 5 && WMS2_Role =!= undefined && WMS2_WorkUnit =!= undefined";

    /** The attributes to ask for. */
    public static final List<String> ATTRIBUTES = List.of(
            "ClusterId",
            "WMS2_DagId",
            "WMS2_Attempt",
            "WMS2_WorkUnit",
            "WMS2_Role",
            "DAGNodeName",
            "HoldReasonCode",
            "HoldReasonSubCode",
            "HoldReason",
            "RequestMemory",
            "MemoryUsage",
            "ResidentSetSize_RAW",
            "ResidentSetSize",
            "EnteredCurrentStatus");

    private static final int KIB_PER_MIB = 1024;

    private HeldJobAds() {}

    /**
     * The held jobs of an answer, lowest cluster first.
     *
     * @param schedd the name of the schedd that answered
     * @throws UnreadableException if it is no answer
     */
    public static List<HeldJob> read(String what, String text, String schedd) {
        List<HeldJob> jobs = new ArrayList<>();
        JobAd.each(what, text, ad -> job(ad, schedd).ifPresent(jobs::add));
        jobs.sort(Comparator.comparing(HeldJob::cluster));
        return jobs;
    }

    private static Optional<HeldJob> job(JobAd ad, String schedd) {
        Optional<DagKey> key = DagAds.key(ad);
        Optional<WorkUnitId> unit = ad.text("WMS2_WorkUnit").flatMap(HeldJobAds::workUnit);
        Optional<NodeRole> role = ad.text("WMS2_Role").flatMap(HeldJobAds::role);
        int cluster = ad.count("ClusterId");
        if (key.isEmpty() || unit.isEmpty() || role.isEmpty() || cluster < 1) {
            return Optional.empty();
        }
        return Optional.of(new HeldJob(
                key.get(),
                new ClusterId(cluster, schedd),
                unit.get(),
                role.get(),
                ad.text("DAGNodeName").orElse(""),
                ad.count("HoldReasonCode"),
                ad.count("HoldReasonSubCode"),
                ad.text("HoldReason").orElse(""),
                ad.count("RequestMemory"),
                usedMemoryMb(ad),
                Instant.ofEpochSecond(ad.count("EnteredCurrentStatus"))));
    }

    /** MemoryUsage is an expression over ResidentSetSize unless the job has set it; that one is in KiB. */
    private static int usedMemoryMb(JobAd ad) {
        OptionalLong said = ad.integer("MemoryUsage");
        if (said.isPresent()) {
            return ad.count("MemoryUsage");
        }
        String set = ad.integer("ResidentSetSize_RAW").isPresent() ? "ResidentSetSize_RAW" : "ResidentSetSize";
        return Math.ceilDiv(ad.count(set), KIB_PER_MIB);
    }

    private static Optional<WorkUnitId> workUnit(String id) {
        try {
            return Optional.of(new WorkUnitId(id));
        } catch (InputRefusedException e) {
            return Optional.empty(); // another user of the same attribute
        }
    }

    private static Optional<NodeRole> role(String word) {
        for (NodeRole role : NodeRole.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
