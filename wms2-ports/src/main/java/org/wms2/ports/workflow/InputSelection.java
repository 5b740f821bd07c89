package org.wms2.ports.workflow;

import java.util.List;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.request.LumiMask;

/** Which part of which dataset a request reads (contracts/cms.md 2.1). Empty lists select nothing away. */
public record InputSelection(
        DatasetName dataset,
        List<BlockName> blockWhitelist,
        List<BlockName> blockBlacklist,
        List<Integer> runWhitelist,
        List<Integer> runBlacklist,
        LumiMask lumiMask,
        boolean includeParents) {
    public InputSelection {
        blockWhitelist = List.copyOf(blockWhitelist);
        blockBlacklist = List.copyOf(blockBlacklist);
        runWhitelist = List.copyOf(runWhitelist);
        runBlacklist = List.copyOf(runBlacklist);
    }
}
