package org.wms2.ports.workflow;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestType;

/**
 * The derived form of a request: one per request row. Exactly one of generator and input is set.
 *
 * @param filterEfficiency output events per generated event, in (0, 1]; 1 for requests with input
 * @param outputs every output module of every step, in the order of the steps
 */
public record Workflow(
        RequestName request,
        RequestType type,
        SplittingParameters splitting,
        @Nullable GeneratorRange generator,
        @Nullable InputSelection input,
        double filterEfficiency,
        JobProfile profile,
        List<OutputModule> outputs,
        MergeLimits mergeLimits,
        BlockLimits blockLimits,
        SitePolicy sites) {

    public Workflow {
        outputs = List.copyOf(outputs);
        if ((generator == null) == (input == null)) {
            throw new InputRefusedException(
                    "InputDataset, RequestNumEvents",
                    generator == null ? "neither" : "both",
                    "an input dataset or a number of events to generate");
        }
    }

    /** The generator's range, if the request has no input. */
    public Optional<GeneratorRange> generation() {
        return Optional.ofNullable(generator);
    }

    /** The input, if the request has one. */
    public Optional<InputSelection> inputSelection() {
        return Optional.ofNullable(input);
    }

    /** The output modules that are merged and registered. */
    public List<OutputModule> keptOutputs() {
        return outputs.stream().filter(OutputModule::kept).toList();
    }

    /**
     * The kept output module of a name.
     *
     * @throws NullPointerException if there is none: a manifest has been read that this workflow did not make
     */
    public OutputModule keptOutput(String step, String module) {
        return Objects.requireNonNull(
                keptOutputs().stream()
                        .filter(o -> o.module().equals(module) && o.step().equals(step))
                        .findFirst()
                        .orElse(null),
                () -> "no kept output module " + module + " of step " + step + " in " + request);
    }
}
