package org.wms2.domain.splitting;

import java.util.Iterator;
import java.util.List;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.workflow.GeneratorRange;
import org.wms2.ports.workflow.InputSelection;
import org.wms2.ports.workflow.SplittingParameters;
import org.wms2.ports.workflow.Workflow;

/** Which splitter cuts which workflow. */
public final class Splitters {
    private Splitters() {}

    /** The splitter of a workflow with input, for one pass over its blocks. */
    public static Splitter of(Workflow workflow) {
        InputSelection input = input(workflow);
        SplittingParameters parameters = workflow.splitting();
        return switch (parameters.algo()) {
            case FILE_BASED -> new FileBased(new FileBased.Rules(parameters.filesPerJob(), false, input.lumiMask(), 0));
            case EVENT_BASED -> new EventBased(parameters.eventsPerJob(), parameters.deterministicPileup());
            case LUMI_BASED -> new LumiBased(new LumiBased.Rules(selection(workflow), parameters.lumisPerJob(), 0));
            case EVENT_AWARE_LUMI_BASED ->
                new EventAwareLumiBased(new EventAwareLumiBased.Rules(
                        selection(workflow),
                        parameters.eventsPerJob(),
                        workflow.profile().secondsPerEvent(),
                        0,
                        0,
                        true));
        };
    }

    private static LumiSelection selection(Workflow workflow) {
        InputSelection input = input(workflow);
        SplittingParameters parameters = workflow.splitting();
        return new LumiSelection(
                input.lumiMask(),
                input.runWhitelist(),
                parameters.lumiRules(),
                parameters.deterministicPileup(),
                false);
    }

    /** The units of input of a workflow with input. */
    public static InputUnits units(Workflow workflow) {
        InputSelection input = input(workflow);
        SplittingParameters parameters = workflow.splitting();
        return switch (parameters.algo()) {
            case FILE_BASED -> new FileUnits(input.lumiMask());
            case EVENT_BASED -> new EventUnits();
            case LUMI_BASED, EVENT_AWARE_LUMI_BASED ->
                new LumiUnits(
                        input.lumiMask(),
                        input.runWhitelist(),
                        parameters.lumiRules().correctLumis());
        };
    }

    private static InputSelection input(Workflow workflow) {
        return workflow.inputSelection()
                .orElseThrow(() -> new InputRefusedException(
                        "InputDataset", workflow.request() + " has none", "a request that reads input"));
    }

    /** The jobs that generate exactly the wanted positions, whole jobs each: position n is the n-th event from 0. */
    public static Iterator<SplitJob> generated(Workflow workflow, List<Span> wanted) {
        GeneratorRange range = workflow.generation()
                .orElseThrow(() -> new InputRefusedException(
                        "RequestNumEvents", workflow.request() + " has none", "a request that generates"));
        return new GeneratorSplitter(workflow.splitting(), range, workflow.filterEfficiency()).jobs(wanted);
    }
}
