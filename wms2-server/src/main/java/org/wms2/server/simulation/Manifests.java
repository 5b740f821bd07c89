package org.wms2.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.output.LumiEvents;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.workflow.InputSelection;
import org.wms2.ports.workflow.OutputModule;

/** What a merge without faults writes of itself: one file per kept output, with the plan's events. */
final class Manifests {
    private Manifests() {}

    /** Names carry attempt and landing, so that no two starts share a path. */
    static WorkUnitManifest of(DagHeader header, Unit unit, SiteName site, int attempt, int landing) {
        Map<DatasetName, Lfn> made = new TreeMap<>();
        List<OutputFile> files = new ArrayList<>();
        List<LumiEvents> lumis = lumis(unit);
        for (OutputModule output : header.workflow().keptOutputs()) {
            Lfn lfn = new Lfn(output.mergedLfnBase() + "/" + thousand(unit.ordinal()) + "/" + unit.id() + "-a" + attempt
                    + "_" + landing + "_0_1-" + output.module() + "-0.root");
            made.put(output.dataset(), lfn);
            files.add(new OutputFile(
                    lfn,
                    output.dataset(),
                    output.step(),
                    output.module(),
                    Math.max(1, Math.round(unit.outputEvents() * output.bytesPerEvent())),
                    checksum(lfn),
                    unit.outputEvents(),
                    lumis,
                    parents(header, unit, output.parent(), made)));
        }
        return new WorkUnitManifest(unit.id(), unit.ordinal(), site, unit.jobs(), files);
    }

    private static String thousand(int ordinal) {
        return String.valueOf(100_000 + ordinal / 1_000).substring(1);
    }

    private static List<Lfn> parents(
            DagHeader header, Unit unit, @Nullable DatasetName parent, Map<DatasetName, Lfn> made) {
        if (parent == null) {
            return List.of();
        }
        boolean ofInput = header.workflow()
                .inputSelection()
                .map(InputSelection::dataset)
                .filter(parent::equals)
                .isPresent();
        return ofInput
                ? unit.inputs()
                : List.of(Objects.requireNonNull(made.get(parent), () -> "no kept output makes the parent " + parent));
    }

    /** The events spread evenly over the lumi sections of the jobs; the first ones take what is left over. */
    private static List<LumiEvents> lumis(Unit unit) {
        long count = 0;
        for (RunLumis run : unit.lumis()) {
            for (LumiRange range : run.lumis()) {
                count += range.last() - range.first() + 1;
            }
        }
        List<LumiEvents> lumis = new ArrayList<>();
        for (RunLumis run : unit.lumis()) {
            for (LumiRange range : run.lumis()) {
                for (long lumi = range.first(); lumi <= range.last(); lumi++) {
                    long share = unit.outputEvents() / count + (lumis.size() < unit.outputEvents() % count ? 1 : 0);
                    lumis.add(new LumiEvents(run.run(), lumi, share));
                }
            }
        }
        return lumis;
    }

    private static String checksum(Lfn lfn) {
        CRC32 sum = new CRC32();
        sum.update(lfn.value().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String hex = Long.toHexString(sum.getValue());
        return "0".repeat(8 - hex.length()) + hex;
    }
}
