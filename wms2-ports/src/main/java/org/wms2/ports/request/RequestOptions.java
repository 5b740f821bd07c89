package org.wms2.ports.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.InputRefusedException;

/**
 * What the importer asked beside the document; kept in the request's record. Nulls mean "as the document says".
 *
 * @param splitting algorithm to use instead of the document's
 * @param filesPerJob files of a job, 1 or more
 * @param eventsPerJob events of a job, 1 or more
 * @param maxFiles a trial's cap on input files, 1 or more
 * @param maxEvents a trial's cap on events, 1 or more: requested events of a generator, input events of files
 * @param urgent skips pilot and waits for nobody; excludes production steps
 * @param productionSteps fractions strictly increasing, priorities strictly decreasing; empty for none
 * @param pilot a measurement runs before the first round; not with urgent
 * @param errorHoldRatio of failed work units of a round, from which the request is held, above 0; null: the server's
 * @param maxRescues automatic rescues of a round, 0 or more; null: the server's
 */
public record RequestOptions(
        @Nullable SplittingAlgo splitting,
        @Nullable Integer filesPerJob,
        @Nullable Long eventsPerJob,
        @Nullable Integer maxFiles,
        @Nullable Long maxEvents,
        boolean urgent,
        List<ProductionStep> productionSteps,
        CleanupPolicy cleanupPolicy,
        boolean pilot,
        @Nullable Double errorHoldRatio,
        @Nullable Integer maxRescues) {

    /** The document alone decides. */
    public static final RequestOptions NONE = new RequestOptions(
            null, null, null, null, null, false, List.of(), CleanupPolicy.KEEP_UNTIL_REPLACED, false, null, null);

    /** Without pilot, with the server's error rule. */
    public RequestOptions(
            @Nullable SplittingAlgo splitting,
            @Nullable Integer filesPerJob,
            @Nullable Long eventsPerJob,
            @Nullable Integer maxFiles,
            @Nullable Long maxEvents,
            boolean urgent,
            List<ProductionStep> productionSteps,
            CleanupPolicy cleanupPolicy) {
        this(
                splitting,
                filesPerJob,
                eventsPerJob,
                maxFiles,
                maxEvents,
                urgent,
                productionSteps,
                cleanupPolicy,
                false,
                null,
                null);
    }

    public RequestOptions {
        productionSteps = List.copyOf(productionSteps);
        positive("files-per-job", filesPerJob);
        positive("events-per-job", eventsPerJob);
        positive("max-files", maxFiles);
        positive("max-events", maxEvents);
        if (urgent && pilot) {
            throw new InputRefusedException("urgent", "urgent with a pilot", "one of the two: an urgent one skips it");
        }
        if (errorHoldRatio != null && !(errorHoldRatio > 0)) {
            throw new InputRefusedException("error-hold-ratio", errorHoldRatio.toString(), "above 0; above 1: never");
        }
        if (maxRescues != null && maxRescues < 0) {
            throw new InputRefusedException("max-rescues", maxRescues.toString(), "0 or more");
        }
        if (urgent && !productionSteps.isEmpty()) {
            throw new InputRefusedException(
                    "urgent", "urgent with production steps", "one of the two: an urgent request is not slowed down");
        }
        for (int i = 1; i < productionSteps.size(); i++) {
            ProductionStep before = productionSteps.get(i - 1);
            ProductionStep here = productionSteps.get(i);
            if (here.fraction() <= before.fraction() || here.priority() >= before.priority()) {
                throw new InputRefusedException(
                        "production steps",
                        productionSteps.toString(),
                        "fractions strictly increasing, priorities strictly decreasing");
            }
        }
    }

    private static void positive(String field, @Nullable Number value) {
        if (value != null && value.longValue() < 1) {
            throw new InputRefusedException(field, value.toString(), "1 or more");
        }
    }
}
