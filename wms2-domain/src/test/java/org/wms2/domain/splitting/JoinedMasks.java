package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What two upstream tests of EventAwareLumiByWork do to the masks of their jobs before these were recorded: they add them
 * up with LumiList, which makes the first range of a run longer in the mask that it came from. The jobs that WMCore itself
 * makes have the masks from before (seen by running it).
 */
final class JoinedMasks {
    private final Map<Integer, List<long[]>> sum = new HashMap<>();

    /** Whether a case was recorded by such a test. */
    static boolean in(SplittingCase recorded) {
        return recorded.algorithm().equals("EventAwareLumiByWork")
                && recorded.node().path("source").path("test").asText().startsWith("testLumiMask");
    }

    /** The masks of the jobs of a group, as they are after they were added up. */
    List<CaseJob> after(List<CaseJob> jobs) {
        List<Map<Integer, List<long[]>>> masks = new ArrayList<>();
        for (CaseJob job : jobs) {
            Map<Integer, List<long[]>> mask = new TreeMap<>();
            job.runAndLumis()
                    .forEach((run, ranges) -> mask.put(
                            run,
                            ranges.stream()
                                    .map(range -> new long[] {range.get(0), range.get(1)})
                                    .toList()));
            mask.forEach(this::add);
            masks.add(mask);
        }
        List<CaseJob> joined = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            joined.add(withLumis(jobs.get(i), masks.get(i)));
        }
        return joined;
    }

    private void add(Integer run, List<long[]> ranges) {
        List<long[]> all = new ArrayList<>(sum.getOrDefault(run, List.of()));
        all.addAll(ranges);
        all.sort((a, b) -> Long.compare(a[0], b[0]));
        List<long[]> unique = new ArrayList<>(List.of(all.getFirst()));
        for (long[] range : all.subList(1, all.size())) {
            long[] last = unique.getLast();
            if (range[0] <= last[1] + 1 && range[1] > last[1]) {
                last[1] = range[1];
            } else if (range[0] > last[1]) {
                unique.add(range.clone());
            }
        }
        sum.put(run, unique);
    }

    private static CaseJob withLumis(CaseJob job, Map<Integer, List<long[]>> mask) {
        SortedMap<Integer, List<List<Long>>> runs = new TreeMap<>();
        mask.forEach((run, ranges) -> runs.put(
                run, ranges.stream().map(range -> List.of(range[0], range[1])).toList()));
        return new CaseJob(
                job.files(),
                job.mask(),
                runs,
                job.jobTime(),
                job.diskKb(),
                job.memoryMb(),
                job.baggage(),
                job.failed(),
                job.failedCode(),
                job.parents());
    }
}
