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
 */
public record LumiSelection(LumiMask mask, List<Integer> runWhitelist, LumiRules rules, boolean deterministicPileup) {
    public LumiSelection {
        runWhitelist = List.copyOf(runWhitelist);
    }
}
