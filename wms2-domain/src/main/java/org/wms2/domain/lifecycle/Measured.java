package org.wms2.domain.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wms2.ports.pilot.PilotMeasure;
import org.wms2.ports.workflow.JobProfile;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.Workflow;

/**
 * A workflow with what a pilot measured, and in words what that changes. What a job holds is untouched: the time by which
 * lumi sections are found too long stays the request's own, so that no range shrinks.
 *
 * @param changed old and new values
 */
record Measured(Workflow workflow, String changed) {
    /** Room above the measured peak; shared/design/predecessor.md 1.5. */
    private static final double MEMORY_MARGIN = 1.2;
    /** Megabytes a core below which nothing is asked, if the request asks for more; the same source. */
    private static final int MIN_MB_PER_CORE = 2_000;

    static Measured of(Workflow w, PilotMeasure m) {
        List<String> words = new ArrayList<>();
        JobProfile before = w.profile();
        words.add(String.format(
                Locale.ROOT,
                "%s -> %.6g s per event (estimates only), start-up %.1f s",
                before.secondsPerEvent(),
                m.secondsPerEvent(),
                m.startupSeconds()));
        int memory = memory(before, m.peakMemoryMb());
        words.add(before.memoryMb() + " -> " + memory + " MB (peak " + m.peakMemoryMb() + " MB)");
        List<OutputModule> outputs =
                w.outputs().stream().map(o -> output(o, m, words)).toList();
        Workflow tuned = new Workflow(
                w.request(),
                w.type(),
                w.splitting(),
                w.generator(),
                w.input(),
                w.filterEfficiency(),
                new JobProfile(before.secondsPerEvent(), memory, before.cores(), m.secondsPerEvent()),
                outputs,
                w.mergeLimits(),
                w.blockLimits(),
                w.sites());
        return new Measured(tuned, String.join("; ", words));
    }

    /** Never more than the request asks for: that is its cap. */
    private static int memory(JobProfile profile, int peak) {
        long wanted = Math.max((long) Math.ceil(peak * MEMORY_MARGIN), (long) MIN_MB_PER_CORE * profile.cores());
        return (int) Math.min(wanted, profile.memoryMb());
    }

    private static OutputModule output(OutputModule o, PilotMeasure m, List<String> words) {
        return m.outputs().stream()
                .filter(found -> found.dataset().equals(o.dataset()) && found.bytesPerEvent() > 0)
                .findFirst()
                .map(found -> {
                    words.add(String.format(
                            Locale.ROOT,
                            "%s %.0f -> %.0f bytes per event",
                            o.dataset(),
                            o.bytesPerEvent(),
                            found.bytesPerEvent()));
                    return sized(o, found.bytesPerEvent());
                })
                .orElse(o);
    }

    private static OutputModule sized(OutputModule o, double bytesPerEvent) {
        return new OutputModule(
                o.step(),
                o.module(),
                o.dataset(),
                o.kept(),
                o.unmergedLfnBase(),
                o.mergedLfnBase(),
                o.parent(),
                bytesPerEvent,
                o.info());
    }
}
