package org.wms2.ports.request;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.workflow.BlockLimits;
import org.wms2.ports.workflow.MergeLimits;

/**
 * A ReqMgr2 document in typed form: what it says, nothing derived. The adapter makes it; the domain derives the
 * {@link org.wms2.ports.workflow.Workflow} from it.
 *
 * @param name the document's RequestName
 * @param priority 0 to 999,999
 * @param steps one or more, in order; for ReReco exactly one
 * @param firstEvent where a generator's event numbers begin, 1 or more
 * @param firstLumi where a generator's lumi numbers begin, 1 or more
 * @param siteWhitelist sites that may run it; never empty once assigned
 * @param trustSitelists run at the whitelist wherever the input is
 * @param outputDatasets what ReqMgr2 derived, in its order; checked against what we derive
 * @param openRunningTimeout how long an open input dataset may grow; zero: not at all
 */
public record RequestSpec(
        RequestName name,
        RequestType type,
        String campaign,
        String requestor,
        @Nullable String prepId,
        int priority,
        List<StepSpec> steps,
        long firstEvent,
        long firstLumi,
        String mergedLfnBase,
        String unmergedLfnBase,
        List<SiteName> siteWhitelist,
        List<SiteName> siteBlacklist,
        boolean trustSitelists,
        boolean trustPileupSitelists,
        MergeLimits mergeLimits,
        BlockLimits blockLimits,
        List<DatasetName> outputDatasets,
        Duration openRunningTimeout,
        String configCacheUrl,
        String configCacheDatabase,
        String dbsUrl) {

    public RequestSpec {
        Priorities.check(priority);
        steps = List.copyOf(steps);
        siteWhitelist = List.copyOf(siteWhitelist);
        siteBlacklist = List.copyOf(siteBlacklist);
        outputDatasets = List.copyOf(outputDatasets);
    }

    /** The first step: the one that is split. */
    public StepSpec firstStep() {
        return steps.getFirst();
    }
}
