package org.wms2.domain.merging;

import java.util.ArrayList;
import java.util.List;
import org.wms2.ports.workflow.MergeLimits;

/**
 * Fills merged files one after the other, in the order given. What is above a limit by itself is alone. What does not
 * fit any more closes the open file, if that is large enough to be closed; else it is passed over and waits.
 *
 * @param forced whether files that are too small are closed too: nothing more will come
 * @param maxWaitSeconds age from which nothing waits any longer
 */
record Packing(MergeLimits limits, boolean forced, long maxWaitSeconds) {

    <T extends Mergeable> List<List<T>> pack(List<T> pieces) {
        List<List<T>> packed = new ArrayList<>();
        List<T> open = new ArrayList<>();
        long bytes = 0;
        long events = 0;
        // The oldest of all that has been taken, also into a file that is closed by now: as WMCore has it.
        long oldest = Long.MIN_VALUE;
        for (T piece : pieces) {
            if (above(piece.bytes(), piece.events())) {
                packed.add(List.of(piece));
                continue;
            }
            if (above(bytes + piece.bytes(), events + piece.events())) {
                if (!closes(bytes, piece.ageSeconds())) {
                    continue;
                }
                packed.add(open);
                open = new ArrayList<>();
                bytes = 0;
                events = 0;
            }
            open.add(piece);
            bytes += piece.bytes();
            events += piece.events();
            oldest = Math.max(oldest, piece.ageSeconds());
        }
        if (!open.isEmpty() && closes(bytes, oldest)) {
            packed.add(open);
        }
        return packed;
    }

    private boolean above(long bytes, long events) {
        return bytes > limits.maxBytes() || events > limits.maxEvents();
    }

    private boolean closes(long bytes, long ageSeconds) {
        return bytes > limits.minBytes() || forced || ageSeconds > maxWaitSeconds;
    }
}
