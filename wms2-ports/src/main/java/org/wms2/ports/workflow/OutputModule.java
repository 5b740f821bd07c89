package org.wms2.ports.workflow;

import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.DatasetName;

/**
 * One output module of one step: what a job writes, and where it goes.
 *
 * @param step name of the step
 * @param module name of the output module; unique together with the step
 * @param kept whether it is merged and registered; else it is deleted with the unmerged files
 * @param unmergedLfnBase without trailing slash, unique to the dataset (contracts/cms.md 1.9)
 * @param mergedLfnBase without trailing slash
 * @param parent nearest kept ancestor's dataset, or the input dataset; null for generated ones
 * @param bytesPerEvent estimate, above 0
 * @param info for DBS
 */
public record OutputModule(
        String step,
        String module,
        DatasetName dataset,
        boolean kept,
        String unmergedLfnBase,
        String mergedLfnBase,
        @Nullable DatasetName parent,
        double bytesPerEvent,
        DatasetInfo info) {}
