package org.wms2.cms.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wms2.cms.http.JsonRows;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.request.LumiRange;

/**
 * A file to put into a block of the pretended DBS. As JSON:
 * {@code {"lumis": {"380001": [[1, 4]]}, "events": 200, "bytes": 4000000, "lfn": "/store/...", "parents": []}}.
 *
 * @param lfn its name; null for the block's next one, which sorts after all before it
 * @param runs its lumi sections; empty for a file without any
 * @param events 0 or more, spread evenly over the lumi sections
 * @param bytes 1 or more
 * @param parents files that the pretended DBS has
 */
public record NewFile(@Nullable Lfn lfn, List<RunLumis> runs, long events, long bytes, List<Lfn> parents) {

    private static final String LUMIS = "{\"run\": [[first lumi, last lumi], ...], ...}";

    public NewFile {
        runs = List.copyOf(runs);
        parents = List.copyOf(parents);
        atLeast("events", events, 0);
        atLeast("bytes", bytes, 1);
    }

    /** The block's next file, with these lumi sections of one run, without parents. */
    public static NewFile of(int run, long firstLumi, long lastLumi, long events, long bytes) {
        return new NewFile(
                null,
                List.of(new RunLumis(run, List.of(new LumiRange(firstLumi, lastLumi)))),
                events,
                bytes,
                List.of());
    }

    /** Reads the JSON form; where it has no bytes, events have this many each. */
    static NewFile read(JsonNode node, long bytesPerEvent) {
        if (!node.path("events").canConvertToLong()) {
            throw new InputRefusedException("events", node.path("events").toString(), "a whole number, 0 or more");
        }
        long events = node.path("events").asLong();
        List<RunLumis> runs = new ArrayList<>();
        for (Map.Entry<String, JsonNode> run : node.path("lumis").properties()) {
            runs.add(new RunLumis(number(run.getKey()), ranges(run.getValue())));
        }
        List<Lfn> parents = new ArrayList<>();
        node.path("parents").forEach(p -> parents.add(new Lfn(p.asText())));
        return new NewFile(
                node.path("lfn").isTextual() ? new Lfn(node.path("lfn").textValue()) : null,
                runs,
                events,
                node.path("bytes").asLong(Math.max(1, events * bytesPerEvent)),
                parents);
    }

    /** The JSON form. */
    ObjectNode json() {
        ObjectNode node =
                JsonRows.MAPPER.createObjectNode().put("events", events).put("bytes", bytes);
        if (lfn != null) {
            node.put("lfn", lfn.value());
        }
        ObjectNode lumis = node.putObject("lumis");
        for (RunLumis run : runs) {
            ArrayNode ranges = lumis.putArray(String.valueOf(run.run()));
            run.lumis().forEach(r -> ranges.addArray().add(r.first()).add(r.last()));
        }
        ArrayNode names = node.putArray("parents");
        parents.forEach(p -> names.add(p.value()));
        return node;
    }

    /** The row of the file that comes to a block after {@code index} others. */
    Rows.File row(String dataset, String blockSuffix, int index) {
        List<Rows.Lumi> lumis = new ArrayList<>();
        long all = runs.stream().mapToLong(RunLumis::size).sum();
        long more = all == 0 ? 0 : events % all;
        for (RunLumis run : runs) {
            for (LumiRange range : run.lumis()) {
                for (long lumi = range.first(); lumi <= range.last(); lumi++) {
                    lumis.add(new Rows.Lumi(run.run(), lumi, events / all + (lumis.size() < more ? 1 : 0)));
                }
            }
        }
        String name = lfn == null ? InputFiles.lfn(dataset, blockSuffix, index) : lfn.value();
        List<String> of = parents.stream().map(Lfn::value).toList();
        return new Rows.File(name, bytes, events, InputFiles.checksum(name), "1", true, lumis, of);
    }

    private static List<LumiRange> ranges(JsonNode pairs) {
        List<LumiRange> ranges = new ArrayList<>();
        for (JsonNode pair : pairs) {
            if (pair.size() != 2 || !pair.path(0).isNumber() || !pair.path(1).isNumber()) {
                throw new InputRefusedException("lumis", pairs.toString(), LUMIS);
            }
            ranges.add(new LumiRange(pair.path(0).asLong(), pair.path(1).asLong()));
        }
        return ranges;
    }

    private static int number(String run) {
        try {
            return Integer.parseInt(run);
        } catch (NumberFormatException e) {
            throw new InputRefusedException("lumis", run, LUMIS);
        }
    }

    private static void atLeast(String field, long value, long least) {
        if (value < least) {
            throw new InputRefusedException(field, String.valueOf(value), least + " or more");
        }
    }
}
