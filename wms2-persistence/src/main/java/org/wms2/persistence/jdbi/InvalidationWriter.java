package org.wms2.persistence.jdbi;

import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.SubjectKind;

/** The part of a change set that writes an earlier processing version's blocks and ledger. */
record InvalidationWriter(Handle h, ChangeWriter set) {
    private static final List<String> UNFINISHED = Arrays.stream(BlockStatus.values())
            .filter(BlockStatus::isUnfinished)
            .map(BlockStatus::word)
            .toList();

    void write(Change.InvalidateOutputs c) {
        requireEarlier(c);
        for (BlockName block : c.blocks()) {
            invalidate(c, block);
        }
        List<String> names = c.blocks().stream().map(BlockName::value).toList();
        h.createUpdate("""
                        UPDATE ledger SET invalidated_at = :at
                        WHERE request = :earlier AND invalidated_at IS NULL AND work_unit IN (
                            SELECT work_unit FROM output_files WHERE request = :earlier AND block = ANY (:blocks))""")
                .bind("at", Columns.time(set.set().at()))
                .bind("earlier", c.earlier().value())
                .bindArray("blocks", String.class, names)
                .execute();
    }

    /**
     * Its row is locked: a turn of its own that still writes comes before, or loses. As long as it drives blocks itself,
     * nobody else writes them; what else it owes stands in nobody's way.
     */
    private void requireEarlier(Change.InvalidateOutputs c) {
        boolean earlier = h.createQuery("""
                        WITH RECURSIVE chain AS (
                            SELECT restart_of FROM requests WHERE name = :request
                            UNION
                            SELECT r.restart_of FROM requests r JOIN chain ON r.name = chain.restart_of)
                        SELECT EXISTS (SELECT 1 FROM chain WHERE restart_of = :earlier) AS earlier""")
                .bind("request", set.request().value())
                .bind("earlier", c.earlier().value())
                .map((row, context) -> row.getBoolean("earlier"))
                .one();
        if (!earlier) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL,
                    "a change set of " + set.request() + " invalidates outputs of " + c.earlier()
                            + ", which it is no restart of");
        }
        NotAsStored.unless(h.createQuery("""
                        SELECT status IN ('completed', 'failed', 'aborted')
                               AND NOT (owing AND EXISTS (SELECT 1 FROM output_blocks b
                                                          WHERE b.request = :earlier
                                                            AND b.status = ANY (:unfinished))) AS rests
                        FROM requests WHERE name = :earlier FOR NO KEY UPDATE""")
                .bind("earlier", c.earlier().value())
                .bindArray("unfinished", String.class, UNFINISHED)
                .map((row, context) -> row.getBoolean("rests"))
                .one());
    }

    private void invalidate(Change.InvalidateOutputs c, BlockName block) {
        String before = h.createQuery("""
                        SELECT status FROM output_blocks WHERE name = :name AND request = :earlier FOR NO KEY UPDATE""")
                .bind("name", block.value())
                .bind("earlier", c.earlier().value())
                .mapTo(String.class)
                .findOne()
                .orElse("");
        NotAsStored.unless(!before.isEmpty());
        if (before.equals(BlockStatus.INVALIDATED.word())) {
            return;
        }
        h.createUpdate("""
                        UPDATE output_blocks SET status = 'invalidated', status_since = :at, reason = :why
                        WHERE name = :name""")
                .bind("at", Columns.time(set.set().at()))
                .bind("why", c.why())
                .bind("name", block.value())
                .execute();
        Transitions.insert(
                h,
                c.earlier(),
                SubjectKind.BLOCK,
                block.value(),
                before,
                BlockStatus.INVALIDATED.word(),
                set.set().at(),
                c.why(),
                set.set().who());
    }
}
