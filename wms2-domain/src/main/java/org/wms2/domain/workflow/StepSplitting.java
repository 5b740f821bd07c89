package org.wms2.domain.workflow;

import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.RequestType;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.request.StepSpec;
import org.wms2.ports.workflow.GeneratorRange;
import org.wms2.ports.workflow.InputSelection;
import org.wms2.ports.workflow.JobProfile;
import org.wms2.ports.workflow.LumiRules;
import org.wms2.ports.workflow.SplittingParameters;

/** What the first step reads or generates, and how it is cut: the numbers of contracts/cms.md 1.8 and the options. */
record StepSplitting(
        SplittingParameters parameters,
        @Nullable GeneratorRange generator,
        @Nullable InputSelection input,
        double filterEfficiency) {
    /**
     * How every request's lumi sections are grouped. WMCore's specs give EventAwareLumiBased a job time limit of 48 hours
     * ({@code DataProcessing.__call__}, {@code TaskChain.modifyTaskConfiguration}, {@code StepChain.modifyJobSplitting})
     * and set neither {@code halt_job_on_file_boundaries} nor {@code splitOnRun} nor {@code applyLumiCorrection}, so that
     * the splitters' own defaults hold.
     */
    private static final LumiRules LUMI_RULES = LumiRules.DEFAULT;

    static StepSplitting of(RequestSpec spec, RequestOptions options) {
        StepSpec step = spec.firstStep();
        DatasetName dataset = step.inputDataset();
        return dataset == null ? generating(spec, step, options) : reading(step, dataset, options);
    }

    private static StepSplitting generating(RequestSpec spec, StepSpec step, RequestOptions options) {
        refuse(options.maxFiles(), "max-files", "no cap on files where nothing is read; max-events is the cap");
        refuse(options.filesPerJob(), "files-per-job", "only where files are read; events-per-job is the size");
        if (options.splitting() != null && options.splitting() != SplittingAlgo.EVENT_BASED) {
            throw new InputRefusedException(
                    "splitting", options.splitting().word(), "EventBased: the request generates its events");
        }
        Long asked = step.requestNumEvents();
        if (asked == null || asked < 1) {
            throw new InputRefusedException(
                    "RequestNumEvents",
                    asked == null ? "" : asked.toString(),
                    "1 or more, as step " + step.name() + " has no InputDataset");
        }
        long output = options.maxEvents() == null ? asked : Math.min(asked, options.maxEvents());
        long requested = EventNumbers.requested(output, step.filterEfficiency());
        EventNumbers numbers = numbers(step, options, requested);
        return new StepSplitting(
                parameters(step, SplittingAlgo.EVENT_BASED, numbers, options),
                new GeneratorRange(spec.firstEvent(), spec.firstLumi(), requested, 1),
                null,
                step.filterEfficiency());
    }

    private static StepSplitting reading(StepSpec step, DatasetName dataset, RequestOptions options) {
        SplittingAlgo algo = options.splitting() == null ? step.splitting() : options.splitting();
        if (algo != SplittingAlgo.FILE_BASED) {
            refuse(options.filesPerJob(), "files-per-job", "only with FileBased, not with " + algo.word());
        }
        if (algo == SplittingAlgo.FILE_BASED || algo == SplittingAlgo.LUMI_BASED) {
            refuse(options.eventsPerJob(), "events-per-job", "not with " + algo.word());
        }
        if (algo == SplittingAlgo.EVENT_BASED && !step.lumiMask().isEmpty()) {
            throw new InputRefusedException(
                    options.splitting() == null ? "SplittingAlgo" : "splitting",
                    algo.word() + " with a LumiList",
                    "an algorithm that heeds lumi sections, such as FileBased");
        }
        InputSelection input = new InputSelection(
                dataset,
                step.blockWhitelist(),
                step.blockBlacklist(),
                step.runWhitelist(),
                step.runBlacklist(),
                step.lumiMask(),
                step.includeParents());
        EventNumbers numbers = numbers(step, options, Long.MAX_VALUE);
        return new StepSplitting(parameters(step, algo, numbers, options), null, input, 1);
    }

    private static EventNumbers numbers(StepSpec step, RequestOptions options, long requested) {
        Long perJob = options.eventsPerJob() == null ? step.eventsPerJob() : options.eventsPerJob();
        return EventNumbers.of(perJob, step.eventsPerLumi(), step.timePerEvent(), requested);
    }

    private static SplittingParameters parameters(
            StepSpec step, SplittingAlgo algo, EventNumbers numbers, RequestOptions options) {
        Integer files = options.filesPerJob();
        return new SplittingParameters(
                algo,
                numbers.perJob(),
                numbers.perLumi(),
                atLeastOne("FilesPerJob", files == null ? step.filesPerJob() : files),
                atLeastOne("LumisPerJob", step.lumisPerJob()),
                step.lheInputFiles(),
                step.deterministicPileup(),
                LUMI_RULES);
    }

    /** StepChain: the chain is one job, so its largest step counts. Else the first step's. */
    static JobProfile profile(RequestSpec spec) {
        StepSpec first = spec.firstStep();
        double memory = first.memoryMb();
        int cores = first.cores();
        if (spec.type() == RequestType.STEP_CHAIN) {
            for (StepSpec step : spec.steps()) {
                memory = Math.max(memory, step.memoryMb());
                cores = Math.max(cores, step.cores());
            }
        }
        return new JobProfile(first.timePerEvent(), (int) Math.ceil(memory), cores);
    }

    private static int atLeastOne(String field, int value) {
        if (value < 1) {
            throw new InputRefusedException(field, String.valueOf(value), "1 or more");
        }
        return value;
    }

    private static void refuse(@Nullable Object given, String option, String accepted) {
        if (given != null) {
            throw new InputRefusedException(option, given.toString(), accepted);
        }
    }
}
