package org.wms2.domain.splitting;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;

/** One recorded case of a WMCore splitter or merge algorithm (contracts/cms.md 2.8): its parameters and its input. */
record SplittingCase(JsonNode node) {
    String id() {
        return node.get("id").asText();
    }

    String algorithm() {
        return node.get("algorithm").asText();
    }

    /** What runs it: the algorithm, or MCFakeFile for what EventBased makes of one. */
    String runner() {
        List<CaseFile> files = files();
        boolean fake = !files.isEmpty() && files.getFirst().lfn().startsWith("MCFakeFile");
        return algorithm().equals("EventBased") && fake ? "MCFakeFile" : algorithm();
    }

    /** Whether it was recorded with WMBS, which waits for more input and looks at sites. */
    boolean withWmbs() {
        return id().startsWith("wmbs/");
    }

    /** Whether WMCore waits for more input where there is too little. */
    boolean waits() {
        return withWmbs() && node.path("filesetOpen").asBoolean();
    }

    boolean production() {
        return node.path("subscriptionType").asText().equals("Production");
    }

    boolean has(String parameter) {
        return node.get("params").hasNonNull(parameter);
    }

    long number(String parameter, long otherwise) {
        return has(parameter) ? node.get("params").get(parameter).asLong() : otherwise;
    }

    boolean flag(String parameter, boolean otherwise) {
        return has(parameter) ? node.get("params").get(parameter).asBoolean() : otherwise;
    }

    List<String> words(String parameter) {
        List<String> words = new ArrayList<>();
        node.get("params").path(parameter).forEach(word -> words.add(word.asText()));
        return words;
    }

    /** A number of {@code performance}: timePerEvent, sizePerEvent or memoryRequirement; 0 if it is not there. */
    double performance(String key) {
        return node.get("params").path("performance").path(key).asDouble(0);
    }

    /**
     * Input files; not of merge algorithms, whose {@code inputs} are other rows. WMBS looks at the first {@code
     * file_load_limit} at once.
     */
    List<CaseFile> files() {
        long limit = withWmbs() && number("file_load_limit", 0) > 0 ? number("file_load_limit", 0) : Long.MAX_VALUE;
        List<CaseFile> files = new ArrayList<>();
        for (JsonNode input : node.get("inputs")) {
            if (files.size() < limit) {
                files.add(CaseFile.of(input));
            }
        }
        return files;
    }

    /** Input files by set of locations, in the order in which WMCore takes these: larger sets before their parts. */
    List<List<CaseFile>> filesByLocation() {
        boolean anywhere = flag("trustSitelists", false);
        List<List<CaseFile>> groups = new ArrayList<>();
        for (CaseFile file : files()) {
            List<CaseFile> mine = null;
            for (List<CaseFile> group : groups) {
                if (anywhere || group.getFirst().locations().equals(file.locations())) {
                    mine = group;
                }
            }
            if (mine == null) {
                mine = new ArrayList<>();
                groups.add(place(groups, file.locations()), mine);
            }
            mine.add(file);
        }
        return groups;
    }

    private static int place(List<List<CaseFile>> groups, SortedSet<String> locations) {
        for (int i = 0; i < groups.size(); i++) {
            if (locations.containsAll(groups.get(i).getFirst().locations())) {
                return i;
            }
        }
        return groups.size();
    }

    List<Integer> runWhitelist() {
        return words("runWhitelist").stream().map(Integer::valueOf).toList();
    }

    /**
     * The parameters {@code runs} and {@code lumis}; both have to be there, as in WMCore.
     *
     * @throws InputRefusedException if there are not as many of both, or an odd number of lumi sections
     */
    LumiMask mask() {
        List<String> runs = words("runs");
        List<String> lumis = words("lumis");
        TreeMap<Integer, List<LumiRange>> mask = new TreeMap<>();
        if (runs.isEmpty() || lumis.isEmpty()) {
            return new LumiMask(mask);
        }
        if (runs.size() != lumis.size()) {
            throw new InputRefusedException("runs, lumis", runs.size() + ", " + lumis.size(), "as many of both");
        }
        for (int i = 0; i < runs.size(); i++) {
            long[] ends = Arrays.stream(lumis.get(i).split(",", -1))
                    .mapToLong(lumi -> Long.parseLong(lumi.trim()))
                    .toArray();
            if (ends.length % 2 != 0) {
                throw new InputRefusedException("lumis", lumis.get(i), "an even number of lumi sections");
            }
            List<LumiRange> ranges = new ArrayList<>();
            for (int l = 0; l < ends.length; l += 2) {
                if (ends[l] <= ends[l + 1]) {
                    ranges.add(new LumiRange(ends[l], ends[l + 1]));
                }
            }
            mask.put(Integer.valueOf(runs.get(i)), ranges);
        }
        return new LumiMask(mask);
    }

    boolean raises() {
        return node.get("expected").has("raises");
    }

    /** The jobs that WMCore made, by group. */
    List<List<CaseJob>> expected() {
        List<List<CaseJob>> groups = new ArrayList<>();
        for (JsonNode group : node.get("expected").get("jobGroups")) {
            List<CaseJob> jobs = new ArrayList<>();
            group.forEach(job -> jobs.add(CaseJob.expected(job)));
            groups.add(jobs);
        }
        return groups;
    }

    String ordering() {
        return node.path("ordering").asText();
    }
}
