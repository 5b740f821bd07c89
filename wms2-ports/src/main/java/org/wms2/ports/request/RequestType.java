package org.wms2.ports.request;

/** The request types that WMS2 processes, with ReqMgr2's word for each. */
public enum RequestType {
    STEP_CHAIN("StepChain"),
    TASK_CHAIN("TaskChain"),
    RE_RECO("ReReco");

    private final String word;

    RequestType(String word) {
        this.word = word;
    }

    /** ReqMgr2's {@code RequestType}. */
    public String word() {
        return word;
    }
}
