package org.wms2.ports.workflow;

import org.wms2.ports.request.SplittingAlgo;

/**
 * The splitter and its parameters, all of them settled (contracts/cms.md 1.8, 2).
 *
 * @param eventsPerJob 1 or more
 * @param eventsPerLumi 1 or more
 * @param filesPerJob 1 or more
 * @param lumisPerJob 1 or more
 */
public record SplittingParameters(
        SplittingAlgo algo,
        long eventsPerJob,
        long eventsPerLumi,
        int filesPerJob,
        int lumisPerJob,
        boolean lheInputFiles,
        boolean deterministicPileup,
        LumiRules lumiRules) {}
