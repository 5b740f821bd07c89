package org.wms2.domain.workflow;

import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.Lfn;

/** LFN bases: checked by making the longest LFN that the names of design/states.md can put under them. */
final class LfnBases {
    private static final String LONGEST_FILE = "/00000/" + "a".repeat(60) + ".root";

    private LfnBases() {}

    static String checked(String field, String base, String path) {
        String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        String whole = root + path;
        try {
            return new Lfn(whole + LONGEST_FILE).value().substring(0, whole.length());
        } catch (InputRefusedException e) {
            throw new InputRefusedException(field, whole, "a path under /store that every LFN lexicon accepts");
        }
    }
}
