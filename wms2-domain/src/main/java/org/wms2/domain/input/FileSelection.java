package org.wms2.domain.input;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.workflow.InputSelection;

/** Whether a block has anything for the request: the mask decides, and the run lists only where there is none. */
final class FileSelection {
    private final LumiMask mask;
    private final Set<Integer> runWhitelist;
    private final Set<Integer> runBlacklist;

    FileSelection(InputSelection selection) {
        this.mask = selection.lumiMask();
        this.runWhitelist = new HashSet<>(selection.runWhitelist());
        this.runBlacklist = new HashSet<>(selection.runBlacklist());
    }

    /** Whether one of the files has a lumi section or a run that is asked for. */
    boolean selects(List<DbsFile> files) {
        if (mask.isEmpty() && runWhitelist.isEmpty() && runBlacklist.isEmpty()) {
            return true;
        }
        for (DbsFile file : files) {
            for (RunLumis run : file.runs()) {
                if (mask.isEmpty() ? listed(run.run()) : accepted(run)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a splitter that heeds the mask finds something in the file. */
    boolean hasWork(DbsFile file) {
        if (mask.isEmpty()) {
            return true;
        }
        for (RunLumis run : file.runs()) {
            if (accepted(run)) {
                return true;
            }
        }
        return false;
    }

    /** The document's field that selects here. */
    String field() {
        if (!mask.isEmpty()) {
            return "LumiList";
        }
        return runWhitelist.isEmpty() ? "RunBlacklist" : "RunWhitelist";
    }

    private boolean listed(int run) {
        return !runBlacklist.contains(run) && (runWhitelist.isEmpty() || runWhitelist.contains(run));
    }

    private boolean accepted(RunLumis run) {
        for (LumiRange good : mask.runs().getOrDefault(run.run(), List.of())) {
            for (LumiRange there : run.lumis()) {
                if (there.first() <= good.last() && good.first() <= there.last()) {
                    return true;
                }
            }
        }
        return false;
    }
}
