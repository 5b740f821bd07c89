package org.wms2.domain.lifecycle;

import java.util.Locale;

/** What sets off a legal move. */
public enum Trigger {
    /** Something is known that was not: an answer of a service, a DAG's end, outputs that arrived. */
    FACT,
    /** A plan was made, or could not be made. */
    PLAN,
    /** A slot is free for it. */
    ADMISSION,
    /** A person or a rule wished it. */
    WISH,
    /** The error rule, or a production step. */
    RULE,
    /** Errors of our own in a row. */
    ERROR;

    /** The word used in docs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
