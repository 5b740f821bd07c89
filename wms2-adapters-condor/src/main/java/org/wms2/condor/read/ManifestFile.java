package org.wms2.condor.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.output.LumiEvents;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.output.WorkUnitManifest;

/**
 * A work unit's manifest.json (resource schema/manifest-1.schema.json), read strictly, with the outputs of payload.json,
 * which say what step and dataset belong to a name in it. Published by rename: it is whole or not there.
 */
public final class ManifestFile {
    private static final long MAX_BYTES = 256L << 20;
    private static final Set<String> FIELDS = Set.of(
            "attempt",
            "cleanup",
            "complete",
            "cpuSeconds",
            "endedAt",
            "eventsIn",
            "eventsOut",
            "failedStarts",
            "files",
            "jobStart",
            "jobs",
            "landingTry",
            "nodeRetry",
            "ordinal",
            "peakRssMb",
            "processingVersion",
            "request",
            "round",
            "schema",
            "site",
            "startedAt",
            "wallSeconds",
            "workUnit");
    private static final Set<String> FILE_FIELDS =
            Set.of("adler32", "dataset", "events", "lfn", "lumis", "module", "parents", "size", "tier", "unmerged");

    /** What payload.json says of one output. */
    private record Output(String step, String module, String dataset, boolean kept) {}

    private ManifestFile() {}

    /**
     * Reads a manifest, if there is one.
     *
     * @throws UnreadableException if it breaks its schema, contradicts itself or is another work unit's
     */
    public static Optional<WorkUnitManifest> read(Path payload, Path manifest, int ordinal) {
        Optional<String> text = Texts.read(manifest, MAX_BYTES);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String outputs = Texts.read(payload, MAX_BYTES)
                .orElseThrow(() -> new UnreadableException(payload.toString(), "a file", "none, beside a manifest"));
        WorkUnitManifest read = parse(outputs, manifest.toString(), text.get());
        if (read.ordinal() != ordinal) {
            throw new UnreadableException(manifest.toString(), "ordinal " + ordinal, String.valueOf(read.ordinal()));
        }
        return Optional.of(read);
    }

    /** Reads the texts of payload.json and manifest.json. */
    static WorkUnitManifest parse(String payload, String what, String text) {
        Map<String, Output> outputs = outputs(payload);
        Json json = Json.object(what, text);
        json.only(FIELDS);
        if (!json.text("schema").equals("wms2-manifest/1") || !json.truth("complete")) {
            throw json.wrong("schema, complete", "wms2-manifest/1, true", json.text("schema"));
        }
        List<OutputFile> files = new ArrayList<>();
        Set<Lfn> seen = new HashSet<>();
        for (Json file : json.objects("files")) {
            OutputFile read = file(file, outputs);
            if (!seen.add(read.lfn())) {
                throw file.wrong("lfn", "each file once", read.lfn());
            }
            files.add(read);
        }
        checkEvents(json, outputs, files);
        return named(
                json,
                () -> new WorkUnitManifest(
                        new WorkUnitId(json.text("workUnit")),
                        json.count("ordinal"),
                        new SiteName(json.text("site")),
                        (int) json.integer("jobs", 1, Integer.MAX_VALUE),
                        files));
    }

    private static Map<String, Output> outputs(String payload) {
        Map<String, Output> outputs = new HashMap<>();
        for (Json output : Json.object("payload.json", payload).objects("outputs")) {
            String label = output.text("module");
            String step = output.text("step");
            String module = label.startsWith(step + "-") ? label.substring(step.length() + 1) : label;
            outputs.put(label, new Output(step, module, output.text("dataset"), output.truth("keep")));
        }
        return outputs;
    }

    private static OutputFile file(Json file, Map<String, Output> outputs) {
        file.only(FILE_FIELDS);
        Output output = outputs.get(file.text("module"));
        if (output == null || !output.kept() || !output.dataset().equals(file.text("dataset"))) {
            throw file.wrong("module, dataset", "a kept output of payload.json", file.node());
        }
        String adler32 = file.text("adler32");
        if (!adler32.matches("[0-9a-f]{8}")) {
            throw file.wrong("adler32", "8 hexadecimal digits", adler32);
        }
        List<LumiEvents> lumis = lumis(file);
        long events = file.integer("events", 0, 1L << 53);
        if (!lumis.isEmpty() && lumis.stream().mapToLong(LumiEvents::events).sum() != events) {
            throw file.wrong("events", "the sum over its lumi sections", events);
        }
        return named(
                file,
                () -> new OutputFile(
                        new Lfn(file.text("lfn")),
                        new DatasetName(output.dataset()),
                        output.step(),
                        output.module(),
                        file.integer("size", 1, Long.MAX_VALUE),
                        adler32,
                        events,
                        lumis,
                        file.texts("parents").stream().map(Lfn::new).toList()));
    }

    private static List<LumiEvents> lumis(Json file) {
        List<LumiEvents> lumis = new ArrayList<>();
        long lastRun = -1;
        long lastLumi = -1;
        for (JsonNode triple : file.array("lumis")) {
            if (!triple.isArray()
                    || triple.size() != 3
                    || !isCount(triple.get(0))
                    || !isCount(triple.get(1))
                    || !isCount(triple.get(2))
                    || triple.get(0).longValue() > Integer.MAX_VALUE) {
                throw file.wrong("lumis", "[run, lumi section, events]", triple);
            }
            long run = triple.get(0).longValue();
            long lumi = triple.get(1).longValue();
            if (run < lastRun || (run == lastRun && lumi <= lastLumi)) {
                throw file.wrong("lumis", "ascending lumi sections, each once", triple);
            }
            lastRun = run;
            lastLumi = lumi;
            lumis.add(new LumiEvents((int) run, lumi, triple.get(2).longValue()));
        }
        return lumis;
    }

    /** At most 2^53, so that sums cannot overflow unnoticed. */
    private static boolean isCount(JsonNode value) {
        return value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= 0
                && value.longValue() <= 1L << 53;
    }

    /** Each kept output's files hold the events that the merge says it made of it. */
    private static void checkEvents(Json json, Map<String, Output> outputs, List<OutputFile> files) {
        JsonNode made = json.node().path("eventsOut");
        for (Map.Entry<String, Output> output : outputs.entrySet()) {
            Output o = output.getValue();
            long sum = files.stream()
                    .filter(f -> f.step().equals(o.step()) && f.module().equals(o.module()))
                    .mapToLong(OutputFile::events)
                    .sum();
            if (o.kept() && made.path(output.getKey()).asLong(-1) != sum) {
                throw json.wrong("eventsOut." + output.getKey(), "the sum over its files, " + sum, made);
            }
        }
    }

    /** Names are checked by their own records; their refusal is this file's fault. */
    private static <T> T named(Json where, Supplier<T> made) {
        try {
            return made.get();
        } catch (InputRefusedException e) {
            throw new UnreadableException(where.path(), "valid names", e.text());
        }
    }
}
