package org.wms2.ports.id;

/**
 * Natural key of a DAG row and of its submission: tag and attempt. A rescue is the same tag with the next attempt.
 *
 * @param attempt counts from 0; job attribute {@code WMS2_Attempt}
 */
public record DagKey(DagTag tag, int attempt) {
    public DagKey {
        if (attempt < 0) {
            throw new org.wms2.ports.error.InputRefusedException("attempt", String.valueOf(attempt), "0 or more");
        }
    }

    @Override
    public String toString() {
        return tag + " attempt " + attempt;
    }
}
