package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.request.LumiRange;

/**
 * A case's input as blocks, one per set of locations, and our jobs written as WMCore's. Names outside our lexicons are
 * replaced by numbers that keep the order.
 */
final class CaseBlocks {
    private final SplittingCase recorded;
    private final List<String> names;
    private final TreeMap<String, List<String>> parents = new TreeMap<>();
    private final List<String> parentNames;
    private long jobsBefore;
    private long position;

    CaseBlocks(SplittingCase recorded) {
        this.recorded = recorded;
        TreeSet<String> lfns = new TreeSet<>();
        recorded.files().forEach(file -> lfns.add(file.lfn()));
        this.names = List.copyOf(lfns);
        TreeSet<String> known = new TreeSet<>();
        if (recorded.flag("include_parents", false) && !recorded.raises()) {
            // A case does not say what the look-up of parents gave, other than in what came of it.
            recorded.expected().forEach(group -> group.forEach(job -> parents.putAll(job.parents())));
            parents.values().forEach(known::addAll);
        }
        this.parentNames = List.copyOf(known);
    }

    /** A group of files as a block; ordered by LFN, after the blocks before. */
    InputBlock block(List<CaseFile> group, InputUnits units) {
        List<InputFile> files = new ArrayList<>();
        TreeSet<RseName> places = new TreeSet<>();
        places.add(new RseName("T2_XX_Case"));
        List<CaseFile> sorted = new ArrayList<>(group);
        sorted.sort((a, b) -> a.lfn().compareTo(b.lfn()));
        for (CaseFile file : sorted) {
            int ordinal = names.indexOf(file.lfn());
            List<Lfn> from = new ArrayList<>();
            for (String parent : parents.getOrDefault(file.lfn(), List.of())) {
                from.add(lfn("parent", parentNames.indexOf(parent)));
            }
            files.add(new InputFile(ordinal, lfn("case", ordinal), file.size(), file.events(), file.runs(), from));
        }
        long positions = units.positions(files);
        InputBlock block = new InputBlock(0, new BlockName("/Case/Case-v1/RAW#1"), places, position, positions, files);
        position += positions;
        return block;
    }

    private static Lfn lfn(String kind, int number) {
        return new Lfn(String.format("/store/%s/%06d.root", kind, number));
    }

    /** All jobs of a block. */
    List<CaseJob> jobs(Splitter splitter, InputBlock block) {
        List<CaseJob> jobs = new ArrayList<>();
        for (Iterator<SplitJob> made = splitter.split(block, List.of(Span.ALL)); made.hasNext(); ) {
            jobs.add(job(made.next()));
        }
        return jobs;
    }

    private CaseJob job(SplitJob job) {
        List<String> files = new ArrayList<>();
        TreeMap<String, List<String>> from = new TreeMap<>();
        for (JobInput input : job.inputs()) {
            String name = names.get((int) input.ordinal());
            files.add(name);
            if (!input.parents().isEmpty()) {
                from.put(
                        name,
                        input.parents().stream()
                                .map(parent -> parentNames.get(number(parent)))
                                .toList());
            }
        }
        TreeMap<String, String> baggage = new TreeMap<>();
        Long skip = job.at(0, jobsBefore).skipPileupEvents();
        if (skip != null) {
            baggage.put("skipPileupEvents", skip.toString());
        }
        jobsBefore++;
        return new CaseJob(
                files,
                mask(job),
                runAndLumis(job),
                job.events() * recorded.performance("timePerEvent"),
                job.events() * recorded.performance("sizePerEvent"),
                recorded.performance("memoryRequirement"),
                baggage,
                job.failure() != 0,
                job.failure() == 0 ? null : Integer.valueOf(job.failure()),
                from);
    }

    private static int number(Lfn lfn) {
        String value = lfn.value();
        return Integer.parseInt(value.substring(value.lastIndexOf('/') + 1, value.lastIndexOf('.')));
    }

    /** A slice of a file goes on from the file's first event number, which our files do not have. */
    private SortedMap<String, Long> mask(SplitJob job) {
        TreeMap<String, Long> mask = new TreeMap<>();
        if (!recorded.algorithm().equals("EventBased")) {
            return mask;
        }
        String name = names.get((int) job.inputs().getFirst().ordinal());
        long first = recorded.files().stream()
                .filter(file -> file.lfn().equals(name))
                .findFirst()
                .orElseThrow()
                .firstEvent();
        @Nullable EventRange range = job.range();
        mask.put("FirstEvent", first + (range == null ? 0 : range.firstEvent()));
        if (range != null) {
            mask.put("LastEvent", first + range.lastEvent());
        }
        return mask;
    }

    private static SortedMap<Integer, List<List<Long>>> runAndLumis(SplitJob job) {
        TreeMap<Integer, List<List<Long>>> runs = new TreeMap<>();
        for (RunLumis run : job.mask()) {
            List<List<Long>> ranges = new ArrayList<>();
            for (LumiRange range : run.lumis()) {
                ranges.add(List.of(range.first(), range.last()));
            }
            runs.put(run.run(), ranges);
        }
        return runs;
    }
}
