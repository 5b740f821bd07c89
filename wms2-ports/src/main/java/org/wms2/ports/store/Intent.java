package org.wms2.ports.store;

import java.time.Instant;

/**
 * An external effect that has been decided. One per (kind, subject, action); written before the effect, ended in the
 * transaction that records its outcome.
 *
 * @param subject id of the DAG ({@code <tag>/<attempt>}) or block
 * @param detail what has to be known to look the effect up, such as what was there before it; empty for most
 */
public record Intent(SubjectKind kind, String subject, IntentAction action, Instant at, String detail) {
    /** An intent that is looked up by its subject alone. */
    public Intent(SubjectKind kind, String subject, IntentAction action, Instant at) {
        this(kind, subject, action, at, "");
    }

    /** The subject of a DAG's intents and transitions. */
    public static String dag(org.wms2.ports.id.DagKey key) {
        return key.tag() + "/" + key.attempt();
    }
}
