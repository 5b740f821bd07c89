package org.wms2.cms.reqmgr2;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The fields of a step: its own, then the request's. A request field that is a dict by step names (assignment writes
 * such ones, also AcquisitionEra or Memory) decides over the step's own; where it does not name the step, the step's own
 * holds.
 *
 * <p>An assignment with a plain AcquisitionEra, ProcessingString or ProcessingVersion leaves the step's own one in the
 * document although it no longer holds (seen in TC_LHE_PFN of the fixtures), and a creation without one leaves both as
 * well, with the step's own one holding. Only OutputDatasets tell which: {@link #decided}.
 */
record StepFields(Fields own, Fields request, String step, List<String> processedDatasets) {

    StepFields {
        processedDatasets = List.copyOf(processedDatasets);
    }

    /** The field, if step or request has it. */
    Optional<Field> find(String name) {
        Optional<Field> named = named(name);
        if (named.isPresent()) {
            return named;
        }
        Optional<Field> here = own.find(name);
        return here.isPresent() ? here : plain(name);
    }

    /** The field. */
    Field need(String name) {
        return find(name).orElseThrow(() -> own.missing(name, "a value, here or in the request"));
    }

    /**
     * The field where the step's own and the request's plain value may both be there.
     *
     * @param mark what a processed dataset made with the value looks like
     */
    Optional<Field> decided(String name, Function<Field, Predicate<String>> mark) {
        Optional<Field> here = own.find(name);
        Optional<Field> there = plain(name);
        if (named(name).isPresent() || here.isEmpty() || there.isEmpty()) {
            return find(name);
        }
        boolean stepsOwn = processedDatasets.stream().anyMatch(mark.apply(here.get()));
        boolean requests = processedDatasets.stream().anyMatch(mark.apply(there.get()));
        return requests && !stepsOwn ? there : here;
    }

    private Optional<Field> named(String name) {
        return request.find(name)
                .filter(f -> f.value().isObject())
                .flatMap(f -> new Fields(f.name() + ".", f.value()).find(step));
    }

    private Optional<Field> plain(String name) {
        return request.find(name).filter(f -> !f.value().isObject());
    }
}
