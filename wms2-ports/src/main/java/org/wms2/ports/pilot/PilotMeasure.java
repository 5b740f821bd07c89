package org.wms2.ports.pilot;

import java.util.List;
import java.util.Optional;
import org.wms2.ports.id.DatasetName;

/**
 * What a pilot measured: a line through the times of some runs, and the worst and the largest of the rest.
 *
 * @param runs in the order of their events, 2 or more
 * @param secondsPerEvent slope of the line, of the whole chain
 * @param startupSeconds what a run of no events would take, 0 or more
 * @param peakMemoryMb megabytes, the largest of all runs
 * @param site where it ran; empty if it could not say
 */
public record PilotMeasure(
        List<Run> runs,
        double secondsPerEvent,
        double startupSeconds,
        int peakMemoryMb,
        List<Output> outputs,
        String site) {
    /** A run may be this part of the longest one's time away from the line. */
    private static final double TOLERANCE = 0.5;

    /** One run: how long it took for how many events. */
    public record Run(long events, double wallSeconds) {}

    /** How large the events of one output are. */
    public record Output(DatasetName dataset, double bytesPerEvent) {}

    public PilotMeasure {
        runs = List.copyOf(runs);
        outputs = List.copyOf(outputs);
    }

    /** Why it cannot be relied on; empty if it can. */
    public Optional<String> doubt() {
        if (runs.size() < 2 || runs.getFirst().events() >= runs.getLast().events()) {
            return Optional.of("it needs runs of growing length, found " + runs.size());
        }
        if (!(secondsPerEvent > 0) || !Double.isFinite(secondsPerEvent) || !(startupSeconds >= 0) || peakMemoryMb < 1) {
            return Optional.of("expected a time per event and a memory above 0, found " + secondsPerEvent + " s and "
                    + peakMemoryMb + " MB");
        }
        double allowed = TOLERANCE * runs.getLast().wallSeconds();
        for (Run run : runs) {
            double line = startupSeconds + secondsPerEvent * run.events();
            if (!(Math.abs(run.wallSeconds() - line) <= allowed)) {
                return Optional.of("its runs are no line: " + run.events() + " events took " + run.wallSeconds()
                        + " s, the line says " + line);
            }
        }
        return Optional.empty();
    }
}
