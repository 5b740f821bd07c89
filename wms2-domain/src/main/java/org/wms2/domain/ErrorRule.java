package org.wms2.domain;

import java.util.Locale;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.request.RequestOptions;

/**
 * What becomes of a round that ended with work units missing (docs/states.md, error rule). The ratio is that of failed
 * work units to all of the round, after HTCondor's retries; interrupted ones have not failed.
 *
 * @param answer to missing work units below the hold ratio
 * @param holdRatio from which a person must look, above 0; above 1: never
 * @param failRatio from which the person is told to fail the request; one below the hold ratio counts as that
 * @param maxRescues automatic rescues of a round, 0 or more; an operator's stop does not count
 * @param maxReplans how often the same input is planned anew by rule before a person must look, 1 or more
 */
public record ErrorRule(Answer answer, double holdRatio, double failRatio, int maxRescues, int maxReplans) {
    /** Rescues below 5 %, a person from there on, told to fail it from 30 %; 3 rescues, 3 new plans. */
    public static final ErrorRule DEFAULT = new ErrorRule(Answer.RESCUE, 0.05, 0.30, 3, 3);

    public ErrorRule {
        if (!(holdRatio > 0)) {
            throw new InputRefusedException("error-hold-ratio", String.valueOf(holdRatio), "above 0; above 1: never");
        }
        failRatio = Math.max(failRatio, holdRatio);
        if (maxRescues < 0) {
            throw new InputRefusedException("max-rescues", String.valueOf(maxRescues), "0 or more");
        }
        if (maxReplans < 1) {
            throw new InputRefusedException("max-replans", String.valueOf(maxReplans), "1 or more");
        }
    }

    /** The rule of one request, where it has settings of its own. */
    public ErrorRule of(RequestOptions options) {
        Double ratio = options.errorHoldRatio();
        Integer rescues = options.maxRescues();
        double hold = ratio == null ? holdRatio : ratio;
        return new ErrorRule(answer, hold, failRatio, rescues == null ? maxRescues : rescues, maxReplans);
    }

    /** What is done about missing work units. */
    public enum Answer {
        /** The DAG is gone on with, if its rescue file can be relied on; else as {@link #REPLAN}. */
        RESCUE,
        /** The next round plans exactly what is missing, and whatever else is available. */
        REPLAN,
        /** A person looks at everything that is missing. */
        HOLD;

        /** The word used in settings. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
