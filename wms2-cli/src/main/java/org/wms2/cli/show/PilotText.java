package org.wms2.cli.show;

import java.util.Locale;
import java.util.stream.Collectors;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.pilot.PilotMeasure;

/** A pilot in words: where it stands, what it measured, what that changed. */
public final class PilotText {
    private PilotText() {}

    /** One to three lines. */
    public static String of(Pilot pilot) {
        String end = System.lineSeparator();
        String cluster = pilot.cluster() == null ? "" : ", cluster " + pilot.cluster();
        StringBuilder text = new StringBuilder("pilot: ")
                .append(pilot.status().word())
                .append(", attempt ")
                .append(pilot.key().attempt())
                .append(cluster)
                .append(", ")
                .append(pilot.directory());
        PilotMeasure measure = pilot.measure();
        if (measure != null) {
            text.append(end).append("  measured: ").append(measured(measure));
        }
        if (!pilot.reason().isEmpty()) {
            text.append(end).append(measure == null ? "  why: " : "  changed: ").append(pilot.reason());
        }
        return text.toString();
    }

    private static String measured(PilotMeasure m) {
        String runs = m.runs().stream()
                .map(r -> String.format(Locale.ROOT, "%d events %.2f s", r.events(), r.wallSeconds()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s; %.6g s per event, start-up %.2f s, peak %d MB%s",
                runs,
                m.secondsPerEvent(),
                m.startupSeconds(),
                m.peakMemoryMb(),
                m.site().isEmpty() ? "" : ", at " + m.site());
    }
}
