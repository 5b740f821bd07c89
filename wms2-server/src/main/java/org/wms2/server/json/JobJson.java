package org.wms2.server.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wms2.domain.view.JobView;
import org.wms2.ports.input.RunLumis;

/**
 * A processing job as planned.
 *
 * @param index in the work unit, from 0
 * @param files LFNs; empty for a generator
 * @param lumis ranges by run, both ends included; empty where the job goes by events
 * @param eventRange absent where the job goes by files or lumi sections
 * @param events that it reads or generates
 * @param outputEvents in each of its outputs
 */
public record JobJson(
        int index,
        List<String> files,
        Map<Integer, List<List<Long>>> lumis,
        Optional<RangeJson> eventRange,
        long events,
        long outputEvents) {

    /** Events and lumi sections, first and last included. */
    public record RangeJson(int run, long firstEvent, long lastEvent, long firstLumi, long lastLumi) {}

    /** The form of a job. */
    public static JobJson of(JobView job) {
        Map<Integer, List<List<Long>>> lumis = new TreeMap<>();
        for (RunLumis run : job.sections()) {
            List<List<Long>> ranges = lumis.computeIfAbsent(run.run(), r -> new ArrayList<>());
            run.lumis().forEach(range -> ranges.add(List.of(range.first(), range.last())));
        }
        return new JobJson(
                job.index(),
                job.inputs().stream().map(i -> i.lfn().value()).toList(),
                lumis,
                Optional.ofNullable(job.range())
                        .map(r -> new RangeJson(r.run(), r.firstEvent(), r.lastEvent(), r.firstLumi(), r.lastLumi())),
                job.events(),
                job.outputEvents());
    }
}
