package org.wms2.domain.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.cms.ConfigDocument;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.ConfigId;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.StepSpec;
import org.wms2.ports.workflow.DatasetInfo;
import org.wms2.ports.workflow.OutputModule;

/** Names, parents and kept-or-not of every output of every step (contracts/cms.md 1.9). */
final class OutputNaming {
    /** SizePerEvent is kilobytes per event; taken for each output by itself, which is an upper bound. */
    private static final int BYTES_PER_KILOBYTE = 1024;

    /** WMCore's and DBS's lexicon of processed datasets (contracts/cms.md 1.7), stricter than a dataset name's. */
    private static final Pattern PROCESSED = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*(-[a-zA-Z0-9_]+){0,2}-v[0-9]+");

    private final RequestSpec spec;
    private final Map<ConfigId, ConfigDocument> configs;
    /** Added to each step's ProcessingVersion. */
    private final int restarts;

    private final String primaryType;
    private final Map<String, StepOutputs> byStep = new HashMap<>();

    private OutputNaming(RequestSpec spec, Map<ConfigId, ConfigDocument> configs, int restarts) {
        this.spec = spec;
        this.configs = configs;
        this.restarts = restarts;
        DatasetName input = spec.firstStep().inputDataset();
        this.primaryType = input == null || input.tier().contains("SIM") ? "mc" : "data";
    }

    /** The outputs in the order of the steps, within a step in the configuration's. */
    static List<OutputModule> outputs(RequestSpec spec, Map<ConfigId, ConfigDocument> configs, int processingVersion) {
        checkAgainstDocument(spec, new OutputNaming(spec, configs, 0).all());
        return new OutputNaming(spec, configs, processingVersion - 1).all();
    }

    private static void checkAgainstDocument(RequestSpec spec, List<OutputModule> derived) {
        Set<DatasetName> kept = new TreeSet<>();
        for (OutputModule output : derived) {
            if (output.kept() && !kept.add(output.dataset())) {
                throw new InputRefusedException(
                        "OutputDatasets", output.dataset() + " twice", "every kept output a dataset of its own");
            }
        }
        Set<DatasetName> named = new TreeSet<>(spec.outputDatasets());
        if (!named.equals(kept)) {
            throw new InputRefusedException("OutputDatasets", named.toString(), "what its steps give: " + kept);
        }
    }

    private List<OutputModule> all() {
        List<OutputModule> all = new ArrayList<>();
        StepSpec last = spec.steps().getLast();
        if (!last.keepOutput()) {
            throw new InputRefusedException("KeepOutput", "false", "true for the last step, " + last.name());
        }
        for (StepSpec step : spec.steps()) {
            StepOutputs outputs = outputs(step);
            if (byStep.put(step.name(), outputs) != null) {
                throw new InputRefusedException("StepName", step.name(), "a name that no other step has");
            }
            all.addAll(outputs.modules());
        }
        if (all.stream().noneMatch(OutputModule::kept)) {
            throw new InputRefusedException(
                    "TransientOutputModules", last.transientModules().toString(), "one output kept, or more");
        }
        return all;
    }

    private StepOutputs outputs(StepSpec step) {
        ConfigDocument config = config(step);
        if (!(step.sizePerEvent() > 0)) {
            throw new InputRefusedException("SizePerEvent", String.valueOf(step.sizePerEvent()), "kilobytes, above 0");
        }
        Source source = source(step);
        String primary = step.primaryDataset() != null ? step.primaryDataset() : source.primary();
        if (primary == null) {
            throw new InputRefusedException("PrimaryDataset", "", "a name, as step " + step.name() + " has no input");
        }
        List<OutputModule> modules = new ArrayList<>();
        for (ConfigDocument.Output output : config.outputs()) {
            modules.add(module(step, config, output, primary, source.parent()));
        }
        return new StepOutputs(primary, source.parent(), modules);
    }

    private OutputModule module(
            StepSpec step,
            ConfigDocument config,
            ConfigDocument.Output output,
            String primary,
            @Nullable DatasetName parent) {
        int version = step.processingVersion() + restarts;
        String label = joined(output.filterName(), step.processingString(), "v" + version);
        String path = "/" + step.acquisitionEra() + "/" + primary + "/" + output.dataTier() + "/" + label;
        String processed = joined(step.acquisitionEra(), label);
        if (!PROCESSED.matcher(processed).matches()) {
            throw new InputRefusedException(
                    "AcquisitionEra, filter name, ProcessingString",
                    processed,
                    "letters, digits and '_' in each, the era beginning with a letter");
        }
        DatasetName dataset = new DatasetName("/" + primary + "/" + processed + "/" + output.dataTier());
        return new OutputModule(
                step.name(),
                output.module(),
                dataset,
                kept(step, output),
                LfnBases.checked("UnmergedLFNBase", spec.unmergedLfnBase(), path),
                LfnBases.checked("MergedLFNBase", spec.mergedLfnBase(), path),
                parent,
                step.sizePerEvent() * BYTES_PER_KILOBYTE,
                new DatasetInfo(
                        primaryType,
                        step.acquisitionEra(),
                        version,
                        step.cmsswVersion(),
                        step.globalTag(),
                        config.psetHash(),
                        spec.prepId()));
    }

    private ConfigDocument config(StepSpec step) {
        ConfigId id = step.config();
        if (id == null) {
            throw new InputRefusedException("ConfigCacheID", "", "a configuration for step " + step.name());
        }
        ConfigDocument document = configs.get(id);
        if (document == null) {
            throw new InputRefusedException(
                    "ConfigCacheID", id + " of step " + step.name(), "a document that ConfigCache has");
        }
        if (document.outputs().isEmpty()) {
            throw new InputRefusedException(
                    "ConfigCacheID",
                    id + " of step " + step.name() + ", without output modules",
                    "a configuration with one output module or more");
        }
        return document;
    }

    /** Where a step's events come from: primary dataset and nearest kept dataset upstream. */
    private Source source(StepSpec step) {
        String inputStep = step.inputStep();
        if (inputStep == null) {
            DatasetName input = step.inputDataset();
            return new Source(input == null ? null : input.primary(), input);
        }
        StepOutputs before = byStep.get(inputStep);
        if (before == null) {
            throw new InputRefusedException(
                    inputField(), inputStep + " of step " + step.name(), "the name of an earlier step");
        }
        for (OutputModule module : before.modules()) {
            if (module.module().equals(step.inputFromModule())) {
                return new Source(before.primary(), module.kept() ? module.dataset() : before.parent());
            }
        }
        throw new InputRefusedException(
                "InputFromOutputModule",
                step.inputFromModule() + " of step " + step.name(),
                "an output module of " + inputStep + ": "
                        + before.modules().stream().map(OutputModule::module).toList());
    }

    private String inputField() {
        return switch (spec.type()) {
            case TASK_CHAIN -> "InputTask";
            case STEP_CHAIN, RE_RECO -> "InputStep";
        };
    }

    private static boolean kept(StepSpec step, ConfigDocument.Output output) {
        return step.keepOutput() && !step.transientModules().contains(output.module());
    }

    private static String joined(String... parts) {
        return String.join(
                "-", List.of(parts).stream().filter(p -> !p.isEmpty()).toList());
    }

    private record StepOutputs(String primary, @Nullable DatasetName parent, List<OutputModule> modules) {}

    private record Source(
            @Nullable String primary, @Nullable DatasetName parent) {}
}
