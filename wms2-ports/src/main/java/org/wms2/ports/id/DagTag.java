package org.wms2.ports.id;

import java.util.regex.Pattern;

/**
 * The tag by which a DAG is found in HTCondor, job attribute {@code WMS2_DagId}:
 * {@code <request>-v<version>-r<round>}; a pilot's ends in {@code -pilot} instead. The attempt is an attribute of its own, see {@link DagKey}.
 */
public record DagTag(String value) {
    private static final String PILOT = "-pilot";
    private static final Pattern PATTERN =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._\\-]*-v[1-9][0-9]*-(?:r[0-9]+|pilot)");

    public DagTag {
        Lexicon.check("DAG tag", value, PATTERN, "<request>-v<version>-r<round>, or -pilot");
    }

    /** The tag of one round. Version counts from 1, round from 0. */
    public static DagTag of(RequestName request, int processingVersion, int round) {
        return new DagTag(request.value() + "-v" + processingVersion + "-r" + round);
    }

    /** The tag of the job that measures before the first round. */
    public static DagTag pilot(RequestName request, int processingVersion) {
        return new DagTag(request.value() + "-v" + processingVersion + PILOT);
    }

    /** Whether it is a pilot's: one job, no DAG. */
    public boolean isPilot() {
        return value.endsWith(PILOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
