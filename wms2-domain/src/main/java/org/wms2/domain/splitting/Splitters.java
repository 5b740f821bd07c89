package org.wms2.domain.splitting;

import java.util.Optional;
import org.wms2.ports.error.NotYetException;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.workflow.GeneratorRange;
import org.wms2.ports.workflow.InputSelection;
import org.wms2.ports.workflow.SplittingParameters;
import org.wms2.ports.workflow.Workflow;

/** Which splitter cuts which workflow. */
public final class Splitters {
    private Splitters() {}

    /**
     * The jobs of a whole request, in one fixed order, made as they are iterated over.
     *
     * @param snapshot the input, re-iterable; not looked at for a generator
     * @throws NotYetException for LumiBased and EventAwareLumiBased
     */
    public static Iterable<SplitJob> jobs(Workflow workflow, Iterable<InputBlock> snapshot) {
        SplittingParameters parameters = workflow.splitting();
        Optional<GeneratorRange> generator = workflow.generation();
        if (generator.isPresent()) {
            return new GeneratorSplitter(parameters, generator.get(), workflow.filterEfficiency());
        }
        InputSelection input = workflow.inputSelection().orElseThrow();
        boolean anywhere = workflow.sites().trustSitelists();
        return switch (parameters.algo()) {
            case FILE_BASED ->
                new FileBasedSplitter(parameters.filesPerJob(), false, input.lumiMask(), anywhere, snapshot);
            case EVENT_BASED -> new EventBasedSplitter(parameters.eventsPerJob(), anywhere, snapshot);
            case LUMI_BASED, EVENT_AWARE_LUMI_BASED ->
                throw new NotYetException("splitting "
                        + parameters.algo().word() + " of " + workflow.request()
                        + " (use --splitting FileBased or EventBased)");
        };
    }
}
