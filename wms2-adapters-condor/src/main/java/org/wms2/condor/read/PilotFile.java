package org.wms2.condor.read;

import java.nio.file.Path;
import java.util.Optional;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.pilot.PilotMeasure;

/** What a pilot has measured (resource schema/pilot-1.schema.json). */
public final class PilotFile {
    private static final long MAX_BYTES = 1L << 20;

    private PilotFile() {}

    /**
     * Reads it, if there is one and it is complete.
     *
     * @throws UnreadableException if it breaks its schema
     */
    public static Optional<PilotMeasure> read(Path file) {
        return Texts.read(file, MAX_BYTES).flatMap(text -> parse(file.toString(), text));
    }

    static Optional<PilotMeasure> parse(String what, String text) {
        Json json = Json.object(what, text);
        if (!json.text("schema").equals("wms2-pilot/1")) {
            throw json.wrong("schema", "wms2-pilot/1", json.text("schema"));
        }
        if (!json.truth("complete")) {
            return Optional.empty();
        }
        return Optional.of(new PilotMeasure(
                json.objects("runs").stream()
                        .map(r -> new PilotMeasure.Run(r.count("events"), r.number("wallSeconds")))
                        .toList(),
                json.number("secondsPerEvent"),
                json.number("startupSeconds"),
                json.count("peakMemoryMb"),
                json.objects("outputs").stream()
                        .map(o ->
                                new PilotMeasure.Output(new DatasetName(o.text("dataset")), o.number("bytesPerEvent")))
                        .toList(),
                json.text("site")));
    }
}
