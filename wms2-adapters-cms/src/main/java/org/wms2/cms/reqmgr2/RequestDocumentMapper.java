package org.wms2.cms.reqmgr2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.wms2.ports.cms.RequestDocument;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.NotYetException;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.RequestType;
import org.wms2.ports.request.StepSpec;
import org.wms2.ports.workflow.BlockLimits;
import org.wms2.ports.workflow.MergeLimits;

/**
 * Maps a ReqMgr2 document, without its envelope, to a {@link RequestSpec}: what the document says, nothing derived.
 * Types, defaults and ranges are those of WMCore's spec classes (contracts/cms.md 1.7 and 1.10). Thread-safe.
 */
public final class RequestDocumentMapper {

    /** More steps or tasks than this ReqMgr2 does not take (StepChain.py:584, TaskChain.py:694). */
    private static final int MAX_STEPS = 10;

    /** What WMCore calls the one task of a ReReco ({@code /<request>/DataProcessing} of /splitting). */
    static final String RERECO_STEP = "DataProcessing";

    private static final Pattern STEP_NAME = Pattern.compile("[A-Za-z0-9_.\\-]{1,100}");
    private static final Pattern LFN_BASE = Pattern.compile("/store(/[A-Za-z0-9_\\-][A-Za-z0-9._\\-]*)*");
    private static final Set<String> KNOWN_TYPES = Set.of("DQMHarvest", "StoreResults", "Resubmission");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Maps a document.
     *
     * @param raw the JSON text of the document alone; kept as it is
     * @throws InputRefusedException if a field cannot be processed, with its name
     * @throws NotYetException if its type is not a WMS2 workload yet
     */
    public RequestDocument map(String raw) {
        JsonNode root = parse(raw);
        Fields document = new Fields("", root);
        RequestName name = document.need("RequestName").name(RequestName::new);
        RequestType type = type(document.need("RequestType"));
        String status = document.need("RequestStatus").text();
        List<DatasetName> outputs = document.find("OutputDatasets")
                .map(f -> f.names(DatasetName::new))
                .orElse(List.of());
        List<String> processed = outputs.stream().map(DatasetName::processed).toList();
        List<StepSpec> steps = switch (type) {
            case STEP_CHAIN -> chain(document, "Step", "InputStep", processed);
            case TASK_CHAIN -> chain(document, "Task", "InputTask", processed);
            case RE_RECO -> reReco(document, processed);
        };
        return new RequestDocument(spec(document, name, type, steps, outputs), status, raw);
    }

    private static RequestSpec spec(
            Fields document, RequestName name, RequestType type, List<StepSpec> steps, List<DatasetName> outputs) {
        return new RequestSpec(
                name,
                type,
                text(document, "Campaign", ""),
                text(document, "Requestor", ""),
                document.find("PrepID")
                        .filter(f -> f.value().isTextual())
                        .map(Field::text)
                        .orElse(null),
                document.find("RequestPriority")
                        .map(f -> (int) f.wholeNumber(0, 999_999))
                        .orElse(8000),
                steps,
                number(document, "FirstEvent", 1, 1),
                number(document, "FirstLumi", 1, 1),
                lfnBase(document, "MergedLFNBase", "/store/data"),
                lfnBase(document, "UnmergedLFNBase", "/store/unmerged"),
                document.find("SiteWhitelist").map(f -> f.names(SiteName::new)).orElse(List.of()),
                document.find("SiteBlacklist").map(f -> f.names(SiteName::new)).orElse(List.of()),
                document.find("TrustSitelists").map(Field::bool).orElse(false),
                document.find("TrustPUSitelists").map(Field::bool).orElse(false),
                new MergeLimits(
                        number(document, "MinMergeSize", 1, 2_147_483_648L),
                        number(document, "MaxMergeSize", 1, 4_294_967_296L),
                        number(document, "MaxMergeEvents", 1, 100_000_000)),
                new BlockLimits(
                        document.find("BlockCloseMaxFiles")
                                .map(f -> f.smallNumber(1))
                                .orElse(500),
                        number(document, "BlockCloseMaxEvents", 1, 25_000_000),
                        number(document, "BlockCloseMaxSize", 1, 5_000_000_000_000L),
                        seconds(document, "BlockCloseMaxWaitTime", 1, 66_400)),
                outputs,
                seconds(document, "OpenRunningTimeout", 0, 0),
                text(document, "ConfigCacheUrl", text(document, "CouchURL", "https://cmsweb.cern.ch/couchdb")),
                text(document, "CouchDBName", "reqmgr_config_cache"),
                text(document, "DbsUrl", "https://cmsweb-prod.cern.ch/dbs/prod/global/DBSReader"));
    }

    private static JsonNode parse(String raw) {
        try {
            JsonNode root = MAPPER.readTree(raw);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw new InputRefusedException("document", e.getOriginalMessage(), "the JSON object of a request");
        }
        throw new InputRefusedException("document", raw, "the JSON object of a request");
    }

    private static RequestType type(Field field) {
        String word = field.text();
        for (RequestType type : RequestType.values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        if (KNOWN_TYPES.contains(word)) {
            throw new NotYetException(word + " is not a WMS2 workload yet");
        }
        throw field.refused("StepChain, TaskChain or ReReco");
    }

    private static List<StepSpec> chain(Fields document, String kind, String inputField, List<String> processed) {
        int count = document.need(kind + "Chain").smallNumber(1);
        if (count > MAX_STEPS) {
            throw document.need(kind + "Chain").refused("1 to " + MAX_STEPS);
        }
        document.find(kind + (count + 1)).ifPresent(extra -> {
            throw extra.refused(kind + "1 to " + kind + count + ", as " + kind + "Chain says");
        });
        List<StepSpec> steps = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int number = 1; number <= count; number++) {
            Fields own = document.object(kind + number);
            Field name = own.need(kind + "Name");
            String step = name.text(STEP_NAME, "letters, digits, '_', '-', '.'; at most 100");
            StepFields fields = new StepFields(own, document, step, processed);
            StepSpec spec = new StepMapper(number, number == count, inputField, fields).map();
            if (number > 1 && !names.contains(spec.inputStep())) {
                throw own.need(inputField).refused("the name of a step before this one");
            }
            if (!names.add(step)) {
                throw name.refused("a name that no other step has");
            }
            steps.add(spec);
        }
        return steps;
    }

    private static List<StepSpec> reReco(Fields document, List<String> processed) {
        document.need("InputDataset");
        StepFields fields = new StepFields(document, document, RERECO_STEP, processed);
        return List.of(new StepMapper(1, true, null, fields).map());
    }

    private static String text(Fields document, String name, String otherwise) {
        return document.find(name).map(Field::text).orElse(otherwise);
    }

    private static long number(Fields document, String name, long least, long otherwise) {
        return document.find(name)
                .map(f -> f.wholeNumber(least, Long.MAX_VALUE))
                .orElse(otherwise);
    }

    /** Seconds that can be added to any date. */
    private static Duration seconds(Fields document, String name, int least, int otherwise) {
        return Duration.ofSeconds(
                document.find(name).map(f -> f.smallNumber(least)).orElse(otherwise));
    }

    private static String lfnBase(Fields document, String name, String otherwise) {
        return document.find(name)
                .map(f -> f.text(LFN_BASE, "a path under /store without trailing slash"))
                .orElse(otherwise);
    }
}
