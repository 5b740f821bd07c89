package org.wms2.ports.htcondor;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether a DAG that has ended can be gone on with by a rescue (contracts/htcondor.md 2 and 3).
 *
 * @param usable whether its newest rescue file is whole and is the last word of the DAGMan that was submitted
 * @param number of that file, from 1; 0 if there is none
 * @param done ordinals of work units that the rescue would skip
 * @param why it is not usable; empty if it is
 */
public record RescueCheck(boolean usable, int number, SortedSet<Integer> done, String why) {
    public RescueCheck {
        done = Collections.unmodifiableSortedSet(new TreeSet<>(done));
    }

    /** A rescue that can't be relied on. */
    public static RescueCheck unusable(String why) {
        return new RescueCheck(false, 0, new TreeSet<>(), why);
    }
}
