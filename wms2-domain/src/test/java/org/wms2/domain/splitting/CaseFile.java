package org.wms2.domain.splitting;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.request.LumiRange;

/**
 * An input file of a case.
 *
 * @param runs ascending; each lumi section as a range of its own: the splitter has to join what is contiguous
 */
record CaseFile(String lfn, long size, long events, long firstEvent, SortedSet<String> locations, List<RunLumis> runs) {
    static CaseFile of(JsonNode input) {
        TreeSet<String> locations = new TreeSet<>();
        input.path("locations").forEach(place -> locations.add(place.asText()));
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        input.path("runs").properties().forEach(run -> {
            TreeSet<Long> lumis = new TreeSet<>();
            run.getValue().forEach(lumi -> lumis.add(lumi.asLong()));
            List<LumiRange> ranges = new ArrayList<>();
            lumis.forEach(lumi -> ranges.add(new LumiRange(lumi, lumi)));
            runs.put(Integer.valueOf(run.getKey()), ranges);
        });
        List<RunLumis> list = new ArrayList<>();
        runs.forEach((run, ranges) -> list.add(new RunLumis(run, ranges)));
        return new CaseFile(
                input.path("lfn").asText(),
                input.path("size").asLong(),
                input.path("events").asLong(),
                input.path("first_event").asLong(),
                locations,
                list);
    }

    /** Number of lumi sections. */
    long lumis() {
        return runs.stream().mapToLong(RunLumis::size).sum();
    }
}
