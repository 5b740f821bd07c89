package org.wms2.domain.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.domain.splitting.Splitters;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.store.SnapshotStore;
import org.wms2.ports.workflow.Workflow;

/** Checks a snapshot against its own files: what was read has a position or is excluded, for a reason that is stored. */
final class SnapshotCheck {
    private final SplittingAlgo algo;
    private final InputUnits units;
    private final Findings findings;
    /** Exclusions as stored, less those that files have explained. */
    private final Map<BlockName, Map<String, long[]>> stored = new HashMap<>();

    SnapshotCheck(Workflow workflow, Findings findings) {
        this.algo = workflow.splitting().algo();
        this.units = Splitters.units(workflow);
        this.findings = findings;
    }

    void check(SnapshotHeader header, SnapshotStore snapshots) {
        for (Exclusion exclusion : snapshots.exclusions(header.request())) {
            of(exclusion.block())
                    .put(exclusion.reason().word(), new long[] {exclusion.files(), exclusion.lumis()});
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
            check(block);
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

    private Map<String, long[]> of(BlockName block) {
        return stored.computeIfAbsent(block, b -> new HashMap<>());
    }

    private void check(InputBlock block) {
        String name = "block " + block.name();
        List<Exclusion> excluded = units.exclusions(block.name(), block.files());
        findings.compare(
                AuditCheck.SNAPSHOT, "positions of " + name, units.positions(block.files()), block.positions());
        for (Exclusion exclusion : excluded) {
            long[] left = of(block.name()).getOrDefault(exclusion.reason().word(), new long[2]);
            left[0] -= exclusion.files();
            left[1] -= exclusion.lumis();
            if (left[0] < 0 || left[1] < 0) {
                findings.differs(
                        AuditCheck.SNAPSHOT,
                        name + ": its files give " + exclusion.files() + " files and " + exclusion.lumis()
                                + " lumi sections excluded for " + exclusion.reason().word()
                                + ", the snapshot has fewer");
            }
        }
        compareWithWhatWasRead(name, block, excluded);
    }

    /** By the unit of the splitter: what was read is there, or excluded. */
    private void compareWithWhatWasRead(String name, InputBlock block, List<Exclusion> excluded) {
        switch (algo) {
            case FILE_BASED ->
                findings.compare(
                        AuditCheck.SNAPSHOT,
                        name + ": files",
                        block.files().size(),
                        block.positions()
                                + excluded.stream().mapToLong(Exclusion::files).sum());
            case LUMI_BASED, EVENT_AWARE_LUMI_BASED ->
                findings.compare(
                        AuditCheck.SNAPSHOT,
                        name + ": lumi sections",
                        block.files().stream().mapToLong(InputFile::lumis).sum(),
                        block.positions()
                                + excluded.stream().mapToLong(Exclusion::lumis).sum());
            case EVENT_BASED -> {
                if (excluded.isEmpty()) {
                    findings.compare(
                            AuditCheck.SNAPSHOT,
                            name + ": events",
                            block.files().stream()
                                    .mapToLong(f -> Math.max(1, f.events()))
                                    .sum(),
                            block.positions());
                }
            }
        }
    }
}
