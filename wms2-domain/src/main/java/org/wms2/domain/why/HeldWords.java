package org.wms2.domain.why;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wms2.ports.htcondor.HeldJob;

/** Held jobs in words: why, how many, and one of each kind; the most frequent first. */
final class HeldWords {
    private static final int KINDS = 3;

    private HeldWords() {}

    static List<String> of(List<HeldJob> jobs) {
        Map<Integer, List<HeldJob>> byCode =
                jobs.stream().collect(Collectors.groupingBy(HeldJob::code, TreeMap::new, Collectors.toList()));
        return byCode.values().stream()
                .sorted(Comparator.comparingInt((List<HeldJob> kind) -> kind.size())
                        .reversed())
                .limit(KINDS)
                .map(kind -> {
                    HeldJob first = kind.getFirst();
                    return kind.size() + " held with code " + first.code() + ", such as job " + first.cluster()
                            + " of work unit " + first.workUnit() + " (" + first.node() + ") since " + first.since()
                            + ": "
                            + first.reason();
                })
                .toList();
    }
}
