package org.wms2.cms.reqmgr2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;

/**
 * ReqMgr2's {@code LumiList}: {@code {run: [[first, last], …]}}, or a string of that JSON. Ranges come out ascending,
 * those that overlap or touch joined. A run with an empty list is refused whole, like one that is not named. ReqMgr2
 * drops such runs (LumiList.py), so that with no other run it would process everything: that is refused here.
 */
final class LumiLists {

    private static final String ACCEPTED = "{\"run\": [[first lumi, last lumi], ...], ...}";
    private static final String PAIR =
            "[first lumi, last lumi], two whole numbers, the first 0 or more, the last not below it";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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
            int run = run(name, entry.getKey());
            if (runs.put(run, ranges(new Field(name, entry.getValue()))) != null) {
                throw new Field(name, TextNode.valueOf(entry.getKey()))
                        .refused("each run once; " + run + " is there twice");
            }
        }
        if (!runs.isEmpty() && runs.values().stream().allMatch(List::isEmpty)) {
            throw field.refused(ACCEPTED + " with one pair or more, or {} for all lumi sections");
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
            ranges.add(range(new Field(run.name() + "[" + ranges.size() + "]", pair)));
        }
        ranges.sort(Comparator.comparingLong(LumiRange::first).thenComparingLong(LumiRange::last));
        return joined(ranges);
    }

    private static LumiRange range(Field pair) {
        if (!pair.value().isArray() || pair.value().size() != 2) {
            throw pair.refused(PAIR);
        }
        try {
            return new LumiRange(lumi(pair, 0), lumi(pair, 1));
        } catch (InputRefusedException e) {
            throw pair.refused(PAIR);
        }
    }

    private static long lumi(Field pair, int index) {
        return new Field(pair.name(), pair.value().get(index)).wholeNumber(0, Integer.MAX_VALUE);
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
