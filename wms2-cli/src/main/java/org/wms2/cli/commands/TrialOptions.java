package org.wms2.cli.commands;

import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
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

    /** Whether any was given. */
    boolean any() {
        return splitting != null
                || maxFiles != null
                || maxEvents != null
                || filesPerJob != null
                || eventsPerJob != null;
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
                    base.urgent(),
                    base.productionSteps(),
                    base.cleanupPolicy());
        } catch (InputRefusedException e) {
            throw new Wms2Exception(ErrorCode.USAGE, "--" + e.text(), e);
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
