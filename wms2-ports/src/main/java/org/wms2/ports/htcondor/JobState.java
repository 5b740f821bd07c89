package org.wms2.ports.htcondor;

/** HTCondor's JobStatus, with its number. */
public enum JobState {
    IDLE(1),
    RUNNING(2),
    REMOVED(3),
    COMPLETED(4),
    HELD(5),
    TRANSFERRING_OUTPUT(6),
    SUSPENDED(7);

    private final int number;

    JobState(int number) {
        this.number = number;
    }

    /** The value of the attribute JobStatus. */
    public int number() {
        return number;
    }
}
