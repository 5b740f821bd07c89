package org.wms2.ports.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What DBS wants to know of an output dataset beside its name (contracts/cms.md 3.4).
 *
 * @param primaryType {@code mc} for generated input chains, {@code data} otherwise
 * @param psetHash of the configuration; empty if ConfigCache has none
 */
public record DatasetInfo(
        String primaryType,
        String acquisitionEra,
        int processingVersion,
        String release,
        String globalTag,
        String psetHash,
        @Nullable String prepId) {}
