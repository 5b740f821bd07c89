package org.wms2.cli.show;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;

/** What failed, in words: one line per site, category and exit code, those of most work units first. */
public final class FailureText {
    private FailureText() {}

    /** The table; empty if nothing failed. */
    public static Table of(List<Failure> failures) {
        Map<String, Sum> sums = new TreeMap<>();
        for (Failure failure : failures) {
            SiteName site = failure.site();
            String where = site == null ? "-" : site.toString();
            String key = where + " " + failure.category() + " " + failure.exitCode();
            sums.computeIfAbsent(key, k -> new Sum(where, failure)).add(failure);
        }
        Table table = Table.of("FAILED AT", "CATEGORY", ">EXIT", ">WORK UNITS", ">NODES", "FOR EXAMPLE");
        sums.values().stream()
                .sorted(Comparator.comparingInt((Sum s) -> s.units.size()).reversed())
                .forEach(s -> table.row(
                        s.site,
                        s.example.category().word(),
                        s.example.exitCode(),
                        s.units.size(),
                        s.nodes,
                        RequestText.brief(s.example.node() + ": " + s.example.message())));
        return table;
    }

    private static final class Sum {
        private final String site;
        private final Failure example;
        private final Set<WorkUnitId> units = new HashSet<>();
        private int nodes;

        Sum(String site, Failure example) {
            this.site = site;
            this.example = example;
        }

        void add(Failure failure) {
            units.add(failure.workUnit());
            nodes += failure.nodes();
        }
    }
}
