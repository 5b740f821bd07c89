package org.wms2.cli.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** LumiLists of documents: runs with pairs of first and last lumi. */
final class LumiLists {
    private LumiLists() {}

    /** Those of the lumis that a LumiList has. */
    static List<MergedFile.RunLumi> good(List<MergedFile.RunLumi> lumis, JsonNode lumiList) {
        List<MergedFile.RunLumi> good = new ArrayList<>();
        for (MergedFile.RunLumi lumi : lumis) {
            for (JsonNode range : lumiList.path(String.valueOf(lumi.run()))) {
                if (range.path(0).asLong() <= lumi.lumi()
                        && lumi.lumi() <= range.path(1).asLong()) {
                    good.add(lumi);
                }
            }
        }
        return good;
    }
}
