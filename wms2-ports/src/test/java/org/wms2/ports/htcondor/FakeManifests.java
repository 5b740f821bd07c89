package org.wms2.ports.htcondor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Adler32;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.output.LumiEvents;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.JobSpec;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.workflow.InputSelection;
import org.wms2.ports.workflow.OutputModule;

/** The manifest that a perfect merge would write: one file per kept output, with the plan's events. */
final class FakeManifests {
    private FakeManifests() {}

    static WorkUnitManifest of(DagHeader header, WorkUnitPlan unit, SiteName site, int attempt) {
        Map<DatasetName, Lfn> made = new TreeMap<>();
        List<OutputFile> files = new ArrayList<>();
        for (OutputModule output : header.workflow().keptOutputs()) {
            OutputFile file = file(header, unit, output, made, attempt);
            made.put(output.dataset(), file.lfn());
            files.add(file);
        }
        return new WorkUnitManifest(unit.id(), unit.ordinal(), site, unit.jobs().size(), files);
    }

    private static OutputFile file(
            DagHeader header, WorkUnitPlan unit, OutputModule output, Map<DatasetName, Lfn> made, int attempt) {
        long events = unit.expectedOutputEvents();
        Lfn lfn = new Lfn("%s/%05d/%s-a%d_0_0_1-%s-0.root"
                .formatted(output.mergedLfnBase(), unit.ordinal() / 1000, unit.id(), attempt, output.module()));
        return new OutputFile(
                lfn,
                output.dataset(),
                output.step(),
                output.module(),
                Math.max(1, Math.round(events * output.bytesPerEvent())),
                adler32(lfn),
                events,
                lumis(unit, events),
                parents(header, unit, output.parent(), made));
    }

    private static List<Lfn> parents(
            DagHeader header, WorkUnitPlan unit, @Nullable DatasetName parent, Map<DatasetName, Lfn> made) {
        if (parent == null) {
            return List.of();
        }
        boolean ofInput = header.workflow()
                .inputSelection()
                .map(InputSelection::dataset)
                .filter(parent::equals)
                .isPresent();
        if (ofInput) {
            return unit.jobs().stream()
                    .flatMap(j -> j.inputs().stream())
                    .map(i -> i.lfn())
                    .distinct()
                    .sorted()
                    .toList();
        }
        return List.of(Objects.requireNonNull(made.get(parent), () -> "no kept output makes the parent " + parent));
    }

    /** Spreads the events evenly over the lumi sections of the jobs, the first ones take what is left over. */
    private static List<LumiEvents> lumis(WorkUnitPlan unit, long events) {
        SortedMap<Integer, SortedMap<Long, Long>> byRun = new TreeMap<>();
        for (JobSpec job : unit.jobs()) {
            for (RunLumis run : job.mask()) {
                run.lumis().forEach(range -> add(byRun, run.run(), range));
            }
            if (job.mask().isEmpty()) {
                job.inputs()
                        .forEach(i ->
                                i.runs().forEach(run -> run.lumis().forEach(range -> add(byRun, run.run(), range))));
            }
            if (job.range() != null && job.inputs().isEmpty()) {
                add(
                        byRun,
                        job.range().run(),
                        new LumiRange(job.range().firstLumi(), job.range().lastLumi()));
            }
        }
        if (byRun.isEmpty()) {
            add(byRun, 1, new LumiRange(unit.ordinal() + 1L, unit.ordinal() + 1L));
        }
        long count = byRun.values().stream().mapToLong(Map::size).sum();
        List<LumiEvents> lumis = new ArrayList<>();
        byRun.forEach((run, sections) -> sections.keySet().forEach(lumi -> {
            long share = events / count + (lumis.size() < events % count ? 1 : 0);
            lumis.add(new LumiEvents(run, lumi, share));
        }));
        return lumis;
    }

    private static void add(SortedMap<Integer, SortedMap<Long, Long>> byRun, int run, LumiRange range) {
        Map<Long, Long> sections = byRun.computeIfAbsent(run, r -> new TreeMap<>());
        for (long lumi = range.first(); lumi <= range.last(); lumi++) {
            sections.put(lumi, 0L);
        }
    }

    private static String adler32(Lfn lfn) {
        Adler32 sum = new Adler32();
        sum.update(lfn.value().getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(sum.getValue());
    }
}
