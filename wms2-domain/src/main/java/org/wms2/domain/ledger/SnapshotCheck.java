package org.wms2.domain.ledger;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.domain.splitting.Splitters;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.store.SnapshotStore;
import org.wms2.ports.workflow.Workflow;

/** Checks a snapshot against its own files: what was read has a position or is excluded, for a reason that is stored. */
final class SnapshotCheck {
    private final SplittingAlgo algo;
    private final InputUnits units;
    private final SnapshotStore snapshots;
    private final Findings findings;

    SnapshotCheck(Workflow workflow, SnapshotStore snapshots, Findings findings) {
        this.algo = workflow.splitting().algo();
        this.units = Splitters.units(workflow);
        this.snapshots = snapshots;
        this.findings = findings;
    }

    void check(SnapshotHeader header) {
        Map<BlockName, Map<ExclusionReason, Exclusion>> stored = new HashMap<>();
        for (Exclusion exclusion : snapshots.exclusions(header.request())) {
            stored.computeIfAbsent(exclusion.block(), b -> new EnumMap<>(ExclusionReason.class))
                    .put(exclusion.reason(), exclusion);
        }
        int blocks = 0;
        long position = 0;
        long files = 0;
        long lumis = 0;
        long events = 0;
        for (InputBlock block : snapshots.blocks(header.request())) {
            findings.compare(AuditCheck.SNAPSHOT, "ordinal of block " + block.name(), blocks, block.ordinal());
            findings.compare(
                    AuditCheck.SNAPSHOT, "first position of block " + block.name(), position, block.firstPosition());
            findings.compare(
                    AuditCheck.SNAPSHOT,
                    "positions of block " + block.name(),
                    units.positions(block.files()),
                    block.positions());
            List<Exclusion> excluded = units.exclusions(block.name(), block.files());
            compareWithWhatWasRead(block, excluded);
            explained(block, excluded, stored.getOrDefault(block.name(), Map.of()));
            blocks++;
            position = block.endPosition();
            files += block.files().size();
            lumis += block.files().stream().mapToLong(InputFile::lumis).sum();
            events += block.files().stream().mapToLong(InputFile::events).sum();
        }
        findings.compare(AuditCheck.SNAPSHOT, "blocks of the snapshot", blocks, header.blocks());
        findings.compare(AuditCheck.SNAPSHOT, "positions of the snapshot", position, header.positions());
        findings.compare(AuditCheck.SNAPSHOT, "files of the snapshot", files, header.files());
        findings.compare(AuditCheck.SNAPSHOT, "lumi sections of the snapshot", lumis, header.lumis());
        findings.compare(AuditCheck.SNAPSHOT, "events of the snapshot", events, header.events());
    }

    /**
     * What a block's files leave out must be stored. More may be: files that were never read. Of a block that grew, each
     * part is a part of what is stored.
     */
    private void explained(InputBlock block, List<Exclusion> excluded, Map<ExclusionReason, Exclusion> stored) {
        for (Exclusion exclusion : excluded) {
            Exclusion there = stored.get(exclusion.reason());
            long files = there == null ? 0 : there.files();
            long lumis = there == null ? 0 : there.lumis();
            if (files >= exclusion.files() && lumis >= exclusion.lumis()) {
                findings.same(AuditCheck.SNAPSHOT);
            } else {
                findings.differs(
                        AuditCheck.SNAPSHOT,
                        "block " + block.name() + ": its files leave out " + exclusion.files() + " files and "
                                + exclusion.lumis() + " lumi sections for "
                                + exclusion.reason().word()
                                + ", of which the snapshot says " + files + " and " + lumis);
            }
        }
    }

    /** By the unit of the splitter: what was read is there, or excluded. */
    private void compareWithWhatWasRead(InputBlock block, List<Exclusion> excluded) {
        String name = "block " + block.name();
        long positions = block.positions();
        switch (algo) {
            case FILE_BASED ->
                findings.compare(
                        AuditCheck.SNAPSHOT,
                        name + ": files with a position or excluded",
                        block.files().size(),
                        positions
                                + excluded.stream().mapToLong(Exclusion::files).sum());
            case LUMI_BASED, EVENT_AWARE_LUMI_BASED ->
                findings.compare(
                        AuditCheck.SNAPSHOT,
                        name + ": lumi sections with a position or excluded",
                        block.files().stream()
                                .mapToLong(SnapshotCheck::sections)
                                .sum(),
                        positions
                                + excluded.stream().mapToLong(Exclusion::lumis).sum());
            case EVENT_BASED -> {
                if (excluded.isEmpty()) {
                    findings.compare(
                            AuditCheck.SNAPSHOT,
                            name + ": events with a position",
                            block.files().stream()
                                    .mapToLong(f -> Math.max(1, f.events()))
                                    .sum(),
                            positions);
                }
            }
        }
    }

    /** Lumi sections of a file; one that DBS names twice counts once. */
    private static long sections(InputFile file) {
        long sections = 0;
        for (RunLumis run : file.runs()) {
            List<Span> ranges = run.lumis().stream()
                    .map(range -> new Span(range.first(), range.last() + 1))
                    .toList();
            sections += Spans.size(Spans.joined(ranges));
        }
        return sections;
    }
}
