package org.wms2.domain.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.plan.Throttles;

/**
 * Whether a DAG fits the schedd, and in which layout: the first of those allowed of which every figure is within its limit.
 *
 * @param limits of the schedd; null if it did not answer, and then nothing is compared with them
 * @param footprints of the layouts that are allowed, in the order in which they are tried
 * @param layout the one that is chosen; empty if none fits
 * @param why in words for a person
 */
public record CapacityCheck(
        DagSize size,
        CapacitySettings settings,
        @Nullable SchedulerLimits limits,
        List<Footprint> footprints,
        Optional<Layout> layout,
        String why) {
    public CapacityCheck {
        footprints = List.copyOf(footprints);
    }

    /** Checks a plan. */
    public static CapacityCheck of(
            DagSize size, Throttles throttles, CapacitySettings settings, @Nullable SchedulerLimits limits) {
        List<Footprint> footprints = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        Layout chosen = null;
        for (Layout layout : settings.layout().layouts()) {
            Footprint footprint = Footprint.of(layout, size, throttles, settings);
            footprints.add(footprint);
            List<String> over = over(footprint, settings, limits);
            if (over.isEmpty() && chosen == null) {
                chosen = layout;
            } else if (chosen == null) {
                reasons.add(layout.word() + " does not fit: " + String.join("; ", over));
            }
        }
        if (chosen != null) {
            reasons.add(chosen.word() + " fits" + (limits == null ? " (the schedd's limits are unknown)" : ""));
        }
        return new CapacityCheck(
                size, settings, limits, footprints, Optional.ofNullable(chosen), String.join(". ", reasons));
    }

    /** Whether some layout fits. */
    public boolean fits() {
        return layout.isPresent();
    }

    /** What is too much, with its limit. */
    private static List<String> over(Footprint footprint, CapacitySettings settings, @Nullable SchedulerLimits limits) {
        List<String> over = new ArrayList<>();
        if (limits != null) {
            check(over, "condor_dagman processes", footprint.processes(), limits.largest(), "the schedd runs at most");
        }
        check(
                over,
                "bytes of memory for condor_dagman",
                footprint.memoryBytes(),
                settings.maxMemoryBytes(),
                "max-dag-memory is");
        check(over, "bytes of files", footprint.bytes(), settings.maxBytes(), "max-dag-size is");
        check(over, "idle jobs", footprint.idleJobs(), settings.maxIdleJobs(), "max-dag-idle-jobs is");
        return over;
    }

    private static void check(List<String> over, String what, long predicted, long limit, String whose) {
        if (predicted > limit) {
            over.add(String.format(Locale.ROOT, "it takes %,d %s, %s %,d", predicted, what, whose, limit));
        }
    }
}
