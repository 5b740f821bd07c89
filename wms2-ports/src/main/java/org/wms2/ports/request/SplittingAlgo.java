package org.wms2.ports.request;

/** How input is split into jobs, with ReqMgr2's word for each (contracts/cms.md 2). */
public enum SplittingAlgo {
    FILE_BASED("FileBased"),
    EVENT_BASED("EventBased"),
    LUMI_BASED("LumiBased"),
    EVENT_AWARE_LUMI_BASED("EventAwareLumiBased");

    private final String word;

    SplittingAlgo(String word) {
        this.word = word;
    }

    /** ReqMgr2's {@code SplittingAlgo}. */
    public String word() {
        return word;
    }
}
