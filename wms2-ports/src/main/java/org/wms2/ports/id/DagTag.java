package org.wms2.ports.id;

import java.util.regex.Pattern;

/**
 * The tag by which a DAG is found in HTCondor, job attribute {@code WMS2_DagId}:
 * {@code <request>-v<version>-r<round>}. The attempt is an attribute of its own, see {@link DagKey}.
 */
public record DagTag(String value) {
    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._\\-]*-v[1-9][0-9]*-r[0-9]+");

    public DagTag {
        Lexicon.check("DAG tag", value, PATTERN, "<request>-v<version>-r<round>");
    }

    /** The tag of one round. Version counts from 1, round from 0. */
    public static DagTag of(RequestName request, int processingVersion, int round) {
        return new DagTag(request.value() + "-v" + processingVersion + "-r" + round);
    }

    @Override
    public String toString() {
        return value;
    }
}
