package org.wms2.domain.splitting;

import java.util.List;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.workflow.LumiRules;

/**
 * What the splitters by lumi section have in common.
 *
 * @param mask empty accepts everything
 * @param runWhitelist empty accepts everything; else a run has to be in both this and the mask
 * @param rules how lumi sections are grouped
 * @param deterministicPileup whether each job says how many pileup events those before it use
 * @param quirks whether WMCore's odd ranges and joined jobs are wanted too, as recorded cases are; never for requests: a
 *     gap behind lumi section 0 does not end a range, so that sections of other files or of none are in the mask;
 *     and sections of following files may join a job over the time limit
 */
public record LumiSelection(
        LumiMask mask, List<Integer> runWhitelist, LumiRules rules, boolean deterministicPileup, boolean quirks) {
    public LumiSelection {
        runWhitelist = List.copyOf(runWhitelist);
    }
}
