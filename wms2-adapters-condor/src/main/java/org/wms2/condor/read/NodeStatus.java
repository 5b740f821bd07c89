package org.wms2.condor.read;

/** NodeStatus of a node status file, by DAGMan's number (contracts/htcondor.md 2). */
public enum NodeStatus {
    NOT_READY,
    READY,
    PRERUN,
    SUBMITTED,
    POSTRUN,
    DONE,
    ERROR,
    FUTILE;

    static NodeStatus of(String what, long number) {
        if (number < 0 || number >= values().length) {
            throw new UnreadableException(what, "NodeStatus 0 to 7", String.valueOf(number));
        }
        return values()[(int) number];
    }
}
