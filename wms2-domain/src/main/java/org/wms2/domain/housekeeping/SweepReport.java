package org.wms2.domain.housekeeping;

import java.util.ArrayList;
import java.util.List;
import org.wms2.ports.htcondor.RemovedFiles;

/**
 * What one sweep did.
 *
 * @param disposed ended jobs taken out of the queue
 * @param waiting ended jobs of ours whose end is not in the database yet, or that came after the sweep's limit
 * @param unknown ended jobs with a tag that the database does not know: left alone
 * @param directories submit directories removed
 * @param freed by them
 * @param leftovers stored files that nobody knew, deleted
 * @param troubles what could not be done, in words; it is tried again
 */
public record SweepReport(
        int disposed,
        int waiting,
        int unknown,
        int directories,
        RemovedFiles freed,
        RemovedFiles leftovers,
        List<String> troubles) {
    public SweepReport {
        troubles = List.copyOf(troubles);
    }

    /** Whether there is anything to tell. */
    public boolean isNews() {
        return disposed > 0 || directories > 0 || leftovers.files() > 0 || !troubles.isEmpty();
    }

    /** The same in one line. */
    public String words() {
        List<String> parts = new ArrayList<>();
        parts.add(disposed + " ended jobs taken out of the queue, " + waiting + " wait, " + unknown + " are not ours");
        parts.add(
                directories + " submit directories removed (" + freed.files() + " files, " + freed.bytes() + " bytes)");
        parts.add(leftovers.files() + " leftovers deleted (" + leftovers.bytes() + " bytes)");
        parts.addAll(troubles);
        return "housekeeping: " + String.join("; ", parts);
    }
}
