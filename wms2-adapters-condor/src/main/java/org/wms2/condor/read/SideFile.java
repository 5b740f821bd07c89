package org.wms2.condor.read;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What one start of one node reports about itself (resource schema/side-file-1.schema.json). Unknown fields are ignored.
 *
 * @param index job of the plan; empty for merge and cleanup
 * @param exitCode the full code; 0 on success
 * @param exitClass what the process returned: 0 done, 1 try again, 42 final, 43 the last try at a site that is to blame
 * @param failingStep empty on success
 * @param category who is to blame; empty on success
 * @param site where it ran; empty if it never said
 * @param wallSeconds 0 or more
 * @param peakRssMb megabytes
 * @param outputs LFNs that exist
 */
public record SideFile(
        String workUnit,
        String node,
        String role,
        Optional<Integer> index,
        int attempt,
        int landingTry,
        int nodeRetry,
        int jobStart,
        int exitCode,
        int exitClass,
        String failingStep,
        String category,
        String message,
        Optional<String> site,
        double wallSeconds,
        double cpuSeconds,
        int peakRssMb,
        List<String> outputs) {
    private static final long MAX_BYTES = 64L << 20;

    public SideFile {
        outputs = List.copyOf(outputs);
    }

    /** Whether this start did what it was to do. */
    public boolean succeeded() {
        return exitClass == 0;
    }

    /**
     * Reads a side file, if there is one.
     *
     * @throws UnreadableException if it breaks its schema
     */
    public static Optional<SideFile> read(Path file) {
        return Texts.read(file, MAX_BYTES).map(text -> parse(file.toString(), text));
    }

    static SideFile parse(String what, String text) {
        Json json = Json.object(what, text);
        if (!json.text("schema").equals("wms2-side/1")) {
            throw json.wrong("schema", "wms2-side/1", json.text("schema"));
        }
        int exitClass = json.count("exitClass");
        if (exitClass != 0 && exitClass != 1 && exitClass != 42 && exitClass != 43) {
            throw json.wrong("exitClass", "0, 1, 42 or 43", exitClass);
        }
        return new SideFile(
                json.text("workUnit"),
                json.text("node"),
                json.text("role"),
                json.isAbsent("index") ? Optional.empty() : Optional.of(json.count("index")),
                json.count("attempt"),
                json.count("landingTry"),
                json.count("nodeRetry"),
                json.count("jobStart"),
                json.count("exitCode"),
                exitClass,
                json.optionalText("failingStep").orElse(""),
                json.optionalText("category").orElse(""),
                json.optionalText("message").orElse(""),
                json.optionalText("site"),
                json.number("wallSeconds"),
                json.number("cpuSeconds"),
                json.count("peakRssMb"),
                json.objects("outputs").stream().map(o -> o.text("lfn")).toList());
    }
}
