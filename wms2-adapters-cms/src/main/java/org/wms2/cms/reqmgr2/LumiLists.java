package org.wms2.cms.reqmgr2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;

/**
 * ReqMgr2's {@code LumiList}: {@code {run: [[first, last], …]}}, or a string of that JSON. Ranges come out ascending,
 * those that overlap or touch joined.
 */
final class LumiLists {

    private static final String ACCEPTED = "{\"run\": [[first lumi, last lumi], ...], ...}";
    private static final JsonMapper MAPPER = new JsonMapper();

    private LumiLists() {}

    static LumiMask read(Field field) {
        JsonNode node = field.value();
        if (node.isTextual()) {
            try {
                node = MAPPER.readTree(node.textValue());
            } catch (JsonProcessingException e) {
                throw field.refused(ACCEPTED);
            }
        }
        if (!node.isObject()) {
            throw field.refused(ACCEPTED);
        }
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String name = field.name() + "." + entry.getKey();
            runs.put(run(name, entry.getKey()), ranges(new Field(name, entry.getValue())));
        }
        return new LumiMask(runs);
    }

    private static int run(String name, String text) {
        return new Field(name, TextNode.valueOf(text)).smallNumber(1);
    }

    private static List<LumiRange> ranges(Field run) {
        if (!run.value().isArray()) {
            throw run.refused("a list of [first lumi, last lumi]");
        }
        List<LumiRange> ranges = new ArrayList<>();
        for (JsonNode pair : run.value()) {
            if (!pair.isArray() || pair.size() != 2) {
                throw run.refused("a list of [first lumi, last lumi]");
            }
            long first = new Field(run.name(), pair.get(0)).wholeNumber(0, Integer.MAX_VALUE);
            long last = new Field(run.name(), pair.get(1)).wholeNumber(first, Integer.MAX_VALUE);
            ranges.add(new LumiRange(first, last));
        }
        ranges.sort(Comparator.comparingLong(LumiRange::first).thenComparingLong(LumiRange::last));
        return joined(ranges);
    }

    private static List<LumiRange> joined(List<LumiRange> sorted) {
        List<LumiRange> joined = new ArrayList<>();
        for (LumiRange range : sorted) {
            LumiRange before = joined.isEmpty() ? null : joined.getLast();
            if (before != null && range.first() <= before.last() + 1) {
                joined.set(joined.size() - 1, new LumiRange(before.first(), Math.max(before.last(), range.last())));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }
}
