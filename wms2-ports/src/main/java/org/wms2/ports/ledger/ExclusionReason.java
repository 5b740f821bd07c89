package org.wms2.ports.ledger;

import java.util.Locale;

/** Why input is not processed. WMCore drops most of these silently (contracts/cms.md 2). */
public enum ExclusionReason {
    /** Outside the lumi mask. */
    MASK,
    /** Not in the run whitelist, or in the run blacklist. */
    RUN_LIST,
    /** Not in the block whitelist, or in the block blacklist. */
    BLOCK_LIST,
    /** Invalid in DBS: from the beginning, or since a later look. */
    INVALID,
    /** A file without lumi sections, where the splitter goes by lumi section. */
    NO_LUMIS,
    /** Beyond the total that was asked for. */
    BEYOND_TOTAL,
    /** With lumi correction: a lumi section that an earlier file of the block has; read together with that one. */
    DUPLICATE,
    /** A lumi section estimated to run longer than the job time limit (WMCore's code 99305). */
    OVER_TIME_LIMIT,
    /** Left when its request was finished early: its loss was accepted. */
    GIVEN_UP;

    /** The word used in the database, in answers and on screens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
