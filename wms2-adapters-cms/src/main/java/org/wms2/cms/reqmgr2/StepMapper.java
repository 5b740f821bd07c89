package org.wms2.cms.reqmgr2;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.ConfigId;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.request.StepSpec;

/**
 * Maps one step, task, or the one step of a ReReco. Types, defaults and ranges: contracts/cms.md 1.10; lexicons: 1.7.
 *
 * @param last whether it is the request's last step, which must keep its output
 */
record StepMapper(int number, boolean last, @Nullable String inputField, StepFields fields) {

    private static final Pattern ERA = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");
    private static final Pattern PROCESSING_STRING = Pattern.compile("[a-zA-Z0-9_]{0,100}");
    private static final Pattern PRIMARY = Pattern.compile("[a-zA-Z0-9\\-_]{1,99}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.+\\-]{1,100}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_:.+\\-]{1,200}");

    StepSpec map() {
        @Nullable DatasetName input = number == 1 ? find("InputDataset", f -> f.name(DatasetName::new)) : null;
        boolean generates = number == 1 && input == null;
        return new StepSpec(
                number,
                fields.step(),
                find("ConfigCacheID", f -> f.name(ConfigId::new)),
                inputStep(),
                number == 1
                        ? null
                        : fields.own().need("InputFromOutputModule").text(WORD, "the name of an output module"),
                keepOutput(),
                find("TransientOutputModules", Field::texts, List.of()),
                find("PrimaryDataset", f -> f.text(PRIMARY, "letters, digits, '_', '-'; at most 99")),
                acquisitionEra(),
                processingString(),
                processingVersion(),
                fields.need("CMSSWVersion").text(WORD, "a CMSSW release"),
                scramArch(),
                fields.need("GlobalTag").text(TAG, "a global tag"),
                input,
                find("IncludeParents", Field::bool, false),
                pileup(),
                find("DeterministicPileup", Field::bool, false),
                find("LheInputFiles", Field::bool, false),
                lumiMask(),
                runs("RunWhitelist"),
                runs("RunBlacklist"),
                blocks("BlockWhitelist"),
                blocks("BlockBlacklist"),
                splitting(),
                requestNumEvents(generates),
                find("EventsPerJob", f -> f.wholeNumber(1, Long.MAX_VALUE)),
                find("EventsPerLumi", f -> f.wholeNumber(1, Long.MAX_VALUE)),
                find("FilesPerJob", f -> f.smallNumber(1), 1),
                find("LumisPerJob", f -> f.smallNumber(1), 8),
                filterEfficiency(),
                find("TimePerEvent", Field::positiveNumber, 12.0),
                find("SizePerEvent", Field::positiveNumber, 512.0),
                find("Memory", Field::positiveNumber, 2300.0),
                cores());
    }

    private @Nullable String inputStep() {
        return number == 1 || inputField == null
                ? null
                : fields.own().need(inputField).text();
    }

    private boolean keepOutput() {
        boolean keep = fields.own().find("KeepOutput").map(Field::bool).orElse(true);
        if (last && !keep) {
            throw fields.own()
                    .need("KeepOutput")
                    .refused("true for the last step: its output is what the request makes");
        }
        return keep;
    }

    private String acquisitionEra() {
        Field era = fields.decided(
                        "AcquisitionEra", f -> p -> p.startsWith(f.value().asText() + "-"))
                .orElseThrow(() -> fields.own().missing("AcquisitionEra", "a value, here or in the request"));
        return era.text(ERA, "a letter, then letters, digits, '_'");
    }

    private String processingString() {
        return fields.decided(
                        "ProcessingString", f -> p -> p.contains("-" + f.value().asText() + "-v"))
                .map(f -> f.text(PROCESSING_STRING, "letters, digits, '_'; at most 100"))
                .orElse("");
    }

    private int processingVersion() {
        return fields.decided(
                        "ProcessingVersion",
                        f -> p -> p.endsWith("-v" + f.value().asText()))
                .map(f -> f.smallNumber(0))
                .orElse(1);
    }

    private List<String> scramArch() {
        Field field = fields.need("ScramArch");
        List<String> archs = field.list().stream()
                .map(f -> f.text(WORD, "an architecture such as el8_amd64_gcc11"))
                .toList();
        if (archs.isEmpty()) {
            throw field.refused("one architecture or more");
        }
        return archs;
    }

    private List<DatasetName> pileup() {
        return Stream.of("MCPileup", "DataPileup")
                .flatMap(name -> fields.own().find(name).stream())
                .map(f -> f.name(DatasetName::new))
                .toList();
    }

    private LumiMask lumiMask() {
        LumiMask own = fields.own().find("LumiList").map(LumiLists::read).orElse(LumiMask.ALL);
        return own.isEmpty()
                ? fields.request().find("LumiList").map(LumiLists::read).orElse(LumiMask.ALL)
                : own;
    }

    private List<Integer> runs(String name) {
        return find(name, f -> f.list().stream().map(i -> i.smallNumber(1)).toList(), List.of());
    }

    private List<BlockName> blocks(String name) {
        return find(name, f -> f.names(BlockName::new), List.of());
    }

    private SplittingAlgo splitting() {
        Optional<Field> field = fields.find("SplittingAlgo");
        if (field.isEmpty()) {
            return SplittingAlgo.EVENT_AWARE_LUMI_BASED;
        }
        String word = field.get().text();
        return Arrays.stream(SplittingAlgo.values())
                .filter(a -> a.word().equals(word))
                .findFirst()
                .orElseThrow(() -> field.get()
                        .refused("one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(SplittingAlgo.values())
                                                .map(SplittingAlgo::word)
                                                .toList())));
    }

    private @Nullable Long requestNumEvents(boolean generates) {
        Optional<Field> field = fields.find("RequestNumEvents");
        if (field.isEmpty() && generates) {
            throw fields.own()
                    .missing(
                            "RequestNumEvents",
                            "a whole number, 1 or more: without InputDataset the request generates");
        }
        return field.isEmpty() ? null : (Long) field.get().wholeNumber(1, Long.MAX_VALUE);
    }

    private double filterEfficiency() {
        Optional<Field> field = fields.find("FilterEfficiency");
        double efficiency = field.map(Field::positiveNumber).orElse(1.0);
        if (efficiency > 1) {
            throw field.orElseThrow().refused("above 0, at most 1");
        }
        return efficiency;
    }

    /** 0 in a step means the request's. */
    private int cores() {
        Optional<Field> named = fields.find("Multicore");
        int cores = named.map(f -> f.smallNumber(0)).orElse(1);
        if (cores > 0) {
            return cores;
        }
        return fields.request().find("Multicore").map(f -> f.smallNumber(1)).orElse(1);
    }

    private <T> @Nullable T find(String name, Function<Field, T> type) {
        Optional<Field> field = fields.find(name);
        return field.isEmpty() ? null : type.apply(field.get());
    }

    private <T> T find(String name, Function<Field, T> type, T otherwise) {
        Optional<Field> field = fields.find(name);
        return field.isEmpty() ? otherwise : type.apply(field.get());
    }
}
