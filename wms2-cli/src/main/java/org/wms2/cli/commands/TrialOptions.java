package org.wms2.cli.commands;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.request.ProductionStep;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.SplittingAlgo;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What an importer may ask beside the document: kept in the request's record. */
final class TrialOptions {
    @Option(
            names = "--splitting",
            paramLabel = "ALGO",
            converter = Algorithm.class,
            description = "FileBased, EventBased, LumiBased or EventAwareLumiBased, instead of the document's.")
    private @Nullable SplittingAlgo splitting;

    @Option(names = "--max-files", paramLabel = "N", description = "A trial: at most N input files.")
    private @Nullable Integer maxFiles;

    @Option(names = "--max-events", paramLabel = "N", description = "A trial: at most N events.")
    private @Nullable Long maxEvents;

    @Option(names = "--files-per-job", paramLabel = "N", description = "Files of a job, instead of the document's.")
    private @Nullable Integer filesPerJob;

    @Option(names = "--events-per-job", paramLabel = "N", description = "Events of a job, instead of the document's.")
    private @Nullable Long eventsPerJob;

    @Option(names = "--urgent", description = "Goes before all others that wait.")
    private boolean urgent;

    @Option(
            names = "--pilot",
            description = "One job measures time, memory and sizes before the first round; not with --urgent.")
    private boolean pilot;

    @Option(
            names = "--production-step",
            paramLabel = "FRACTION:PRIORITY",
            converter = Step.class,
            description = "Once this part is merged, stop and go on with this priority; may be given several times.")
    private List<ProductionStep> steps = List.of();

    @Option(
            names = "--error-hold-ratio",
            paramLabel = "PART",
            description = "Failed work units of a round, as a part of all, from which the request is held.")
    private @Nullable Double errorHoldRatio;

    @Option(names = "--max-rescues", paramLabel = "N", description = "Automatic rescues of a round.")
    private @Nullable Integer maxRescues;

    /** Whether any was given. */
    boolean any() {
        return splitting != null
                || maxFiles != null
                || maxEvents != null
                || filesPerJob != null
                || eventsPerJob != null
                || urgent
                || pilot
                || !steps.isEmpty()
                || errorHoldRatio != null
                || maxRescues != null;
    }

    /** The given options over others. */
    RequestOptions over(RequestOptions base) {
        try {
            return new RequestOptions(
                    splitting == null ? base.splitting() : splitting,
                    filesPerJob == null ? base.filesPerJob() : filesPerJob,
                    eventsPerJob == null ? base.eventsPerJob() : eventsPerJob,
                    maxFiles == null ? base.maxFiles() : maxFiles,
                    maxEvents == null ? base.maxEvents() : maxEvents,
                    urgent || base.urgent(),
                    steps.isEmpty() ? base.productionSteps() : steps,
                    base.cleanupPolicy(),
                    pilot || base.pilot(),
                    errorHoldRatio == null ? base.errorHoldRatio() : errorHoldRatio,
                    maxRescues == null ? base.maxRescues() : maxRescues);
        } catch (InputRefusedException e) {
            throw new Wms2Exception(ErrorCode.USAGE, "--" + e.text(), e);
        }
    }

    /** A fraction and a priority. */
    static final class Step implements ITypeConverter<ProductionStep> {
        @Override
        public ProductionStep convert(String text) {
            int colon = text.indexOf(':');
            try {
                if (colon > 0) {
                    return new ProductionStep(
                            Double.parseDouble(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
                }
            } catch (NumberFormatException e) {
                throw new TypeConversionException(refusal(text) + " (" + e.getMessage() + ")");
            } catch (InputRefusedException e) {
                throw new TypeConversionException(e.text());
            }
            throw new TypeConversionException(refusal(text));
        }

        private static String refusal(String text) {
            return "found '" + text + "', accepted is a fraction in (0, 1) and a priority, such as 0.5:80000";
        }
    }

    /** ReqMgr2's words, in any case. */
    static final class Algorithm implements ITypeConverter<SplittingAlgo> {
        @Override
        public SplittingAlgo convert(String text) {
            for (SplittingAlgo algo : SplittingAlgo.values()) {
                if (algo.word().equalsIgnoreCase(text)) {
                    return algo;
                }
            }
            throw new TypeConversionException(
                    "found '" + text + "', accepted is FileBased, EventBased, LumiBased or EventAwareLumiBased");
        }
    }
}
