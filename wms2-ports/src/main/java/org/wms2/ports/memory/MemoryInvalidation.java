package org.wms2.ports.memory;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;

/** The part of a change set that writes an earlier processing version's blocks and ledger. */
record MemoryInvalidation(MemoryTables tables, ChangeSet set) {
    void write(Change.InvalidateOutputs c) {
        Request earlier = earlier(c.earlier());
        boolean drivesBlocks = earlier.owing()
                && tables.blocks.of(c.earlier()).stream()
                        .anyMatch(b -> b.status().isUnfinished());
        MemoryChanges.check(earlier.status().isFinal() && !drivesBlocks);
        for (BlockName name : c.blocks()) {
            OutputBlock block = tables.blocks.find(name).orElse(null);
            MemoryChanges.check(block != null && block.request().equals(c.earlier()));
            invalidate(Objects.requireNonNull(block), c.why());
        }
    }

    /** The processing version, before the set's own, of that name. */
    private Request earlier(RequestName name) {
        RequestName own = set.claim().request();
        @Nullable RequestName before = tables.row(own).request().restartOf();
        while (before != null && !before.equals(name)) {
            before = tables.row(before).request().restartOf();
        }
        if (before == null) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL,
                    "a change set of " + own + " invalidates outputs of " + name + ", which it is no restart of");
        }
        return tables.row(name).request();
    }

    private void invalidate(OutputBlock b, String why) {
        if (b.status() == BlockStatus.INVALIDATED) {
            return;
        }
        OutputBlock after = new OutputBlock(
                b.name(),
                b.request(),
                b.dataset(),
                b.rse(),
                BlockStatus.INVALIDATED,
                b.files(),
                b.events(),
                b.bytes(),
                b.sourceRule(),
                b.destinationRule(),
                why,
                b.retries(),
                b.openedAt(),
                set.at(),
                b.nextLook());
        tables.blocks.put(b.name(), after);
        tables.transition(
                b.request(),
                new Transition(
                        SubjectKind.BLOCK,
                        b.name().value(),
                        b.status().word(),
                        BlockStatus.INVALIDATED.word(),
                        set.at(),
                        why,
                        set.who()));
        tables.files.of(b.name()).forEach(f -> tables.ledger.invalidate(b.request(), f.workUnit(), set.at()));
    }
}
