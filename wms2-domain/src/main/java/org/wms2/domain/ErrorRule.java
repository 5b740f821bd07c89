package org.wms2.domain;

import java.util.Locale;
import org.wms2.ports.error.InputRefusedException;

/**
 * What becomes of a round that ended with work units missing (docs/states.md, error rule).
 *
 * @param answer to missing work units
 * @param maxReplans how often the same input is planned anew by rule before a person must look, 1 or more
 */
public record ErrorRule(Answer answer, int maxReplans) {
    /** A person looks at everything that is missing. */
    public static final ErrorRule DEFAULT = new ErrorRule(Answer.HOLD, 3);

    public ErrorRule {
        if (maxReplans < 1) {
            throw new InputRefusedException("max-replans", String.valueOf(maxReplans), "1 or more");
        }
    }

    /** What is done about missing work units. */
    public enum Answer {
        /** The request is held. */
        HOLD,
        /** The next round plans exactly what is missing, and whatever else is available. */
        REPLAN;

        /** The word used in settings. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
