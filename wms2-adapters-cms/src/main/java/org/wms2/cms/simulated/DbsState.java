package org.wms2.cms.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.wms2.ports.cms.DatasetAccessType;

/**
 * The pretended DBS with {@code concurrent_bulkblocks: true} (contracts/cms.md 3.4, 3.5). Not thread-safe: guarded by
 * {@link SimulatedCms}.
 */
final class DbsState {

    private static final Pattern DATASET =
            Pattern.compile("/[a-zA-Z0-9\\-_]{1,99}/[a-zA-Z0-9.\\-_]{1,199}/[A-Z0-9\\-]{1,99}");
    private static final Pattern LFN = Pattern.compile("/store(/[A-Za-z0-9._\\-]+)+\\.root");

    private static final Set<String> READABLE = Set.of("VALID", "PRODUCTION");

    private final TreeMap<String, Rows.Dataset> datasets = new TreeMap<>();
    private final TreeMap<String, TreeMap<String, Rows.Block>> blocks = new TreeMap<>();
    /** The block of each file. */
    private final Map<String, String> lfns = new HashMap<>();

    void apply(Event.DatasetCreated event) {
        datasets.putIfAbsent(event.dataset().name(), event.dataset());
        blocks.computeIfAbsent(event.dataset().name(), d -> new TreeMap<>());
    }

    void apply(Event.BlockInjected event) {
        blocks.computeIfAbsent(event.dataset(), d -> new TreeMap<>())
                .putIfAbsent(event.block().name(), event.block());
        event.block().files().forEach(f -> lfns.put(f.lfn(), event.block().name()));
    }

    void apply(Event.FilesAdded event) {
        change(event.block(), files -> {
            List<Rows.File> all = new ArrayList<>(files);
            Set<String> known = files.stream().map(Rows.File::lfn).collect(Collectors.toSet());
            event.files().stream().filter(f -> known.add(f.lfn())).forEach(all::add);
            return all;
        });
        event.files().forEach(f -> lfns.put(f.lfn(), event.block()));
    }

    void apply(Event.ValiditySet event) {
        blockOf(event.lfn())
                .ifPresent(block -> change(
                        block,
                        files -> files.stream()
                                .map(f -> f.lfn().equals(event.lfn()) ? f.withValid(event.valid()) : f)
                                .toList()));
    }

    private void change(String block, UnaryOperator<List<Rows.File>> files) {
        block(block)
                .ifPresent(b -> blocks.getOrDefault(dataset(b), new TreeMap<>())
                        .put(block, new Rows.Block(block, b.origin(), b.createdSeconds(), files.apply(b.files()))));
    }

    private static String dataset(Rows.Block block) {
        return block.name().replaceFirst("#.*$", "");
    }

    void apply(Event.AccessTypeSet event) {
        datasets.computeIfPresent(
                event.dataset(),
                (name, d) -> new Rows.Dataset(
                        d.name(),
                        event.type(),
                        d.primaryType(),
                        d.era(),
                        d.processingVersion(),
                        d.prepId(),
                        d.createdSeconds(),
                        d.madeUp()));
    }

    List<Rows.Dataset> datasets() {
        return List.copyOf(datasets.values());
    }

    Optional<Rows.Dataset> dataset(String name) {
        return Optional.ofNullable(datasets.get(name));
    }

    List<Rows.Block> blocks(String dataset) {
        return List.copyOf(blocks.getOrDefault(dataset, new TreeMap<>()).values());
    }

    Optional<Rows.Block> block(String name) {
        return Optional.ofNullable(blocks.getOrDefault(name.replaceFirst("#.*$", ""), new TreeMap<>())
                .get(name));
    }

    /** What validFileOnly=1 leaves of a block: nothing unless its dataset is VALID or PRODUCTION (dbs2go, files.go). */
    List<Rows.File> validFiles(String block) {
        return block(block)
                .filter(b -> dataset(dataset(b))
                        .filter(d -> READABLE.contains(d.accessType()))
                        .isPresent())
                .map(b -> b.files().stream().filter(Rows.File::valid).toList())
                .orElse(List.of());
    }

    /** The block that has a file. */
    Optional<String> blockOf(String lfn) {
        return Optional.ofNullable(lfns.get(lfn));
    }

    /** What PUT datasets does; an unknown dataset is no error. */
    List<Event> accessType(String dataset, String type) {
        try {
            DatasetAccessType.valueOf(type);
        } catch (IllegalArgumentException e) {
            throw ServiceError.dbs(408, "unable to find dataset_access_type_id for " + type);
        }
        return datasets.containsKey(dataset) ? List.of(new Event.AccessTypeSet(dataset, type)) : List.of();
    }

    /** What POST bulkblocks does. */
    List<Event> bulkBlocks(JsonNode body) {
        String block = body.path("block").path("block_name").asText("");
        String dataset = body.path("dataset").path("dataset").asText("");
        if (block(block).isPresent()) {
            throw ServiceError.dbs(200, "Block " + block + " already exists");
        }
        refuse(!DATASET.matcher(dataset).matches(), 212, "dataset name " + dataset + " breaks the lexicon");
        refuse(!block.startsWith(dataset + "#"), 113, "block " + block + " is not of " + dataset);
        refuse(text(body.path("dataset"), "physics_group_name").isEmpty(), 210, "unable to find physics group");
        refuse(text(body.path("block"), "origin_site_name").isEmpty(), 400, "origin_site_name is empty");
        for (JsonNode parent : body.path("dataset_parent_list")) {
            refuse(!datasets.containsKey(parent.asText("")), 203, "unable to find parent dataset " + parent.asText(""));
        }
        List<Rows.File> files = new ArrayList<>();
        for (JsonNode file : body.path("files")) {
            files.add(file(file, body.path("file_parent_list")));
        }
        List<Event> events = new ArrayList<>();
        if (!datasets.containsKey(dataset)) {
            events.add(new Event.DatasetCreated(new Rows.Dataset(
                    dataset,
                    body.path("dataset").path("dataset_access_type").asText("PRODUCTION"),
                    body.path("primds").path("primary_ds_type").asText(""),
                    body.path("acquisition_era").path("acquisition_era_name").asText(""),
                    body.path("processing_era").path("processing_version").asInt(),
                    body.path("dataset").path("prep_id").asText(""),
                    body.path("dataset").path("creation_date").asLong(),
                    false)));
        }
        events.add(new Event.BlockInjected(
                dataset,
                new Rows.Block(
                        block,
                        text(body.path("block"), "origin_site_name"),
                        body.path("block").path("creation_date").asLong(),
                        files)));
        return events;
    }

    private Rows.File file(JsonNode file, JsonNode parentList) {
        String lfn = text(file, "logical_file_name");
        refuse(!LFN.matcher(lfn).matches(), 310, "LFN " + lfn + " breaks the lexicon");
        refuse(lfns.containsKey(lfn), 310, "file " + lfn + " exists in another block");
        refuse(file.path("file_size").asLong(0) < 1, 310, "file_size of " + lfn + " is 0");
        refuse(text(file, "adler32").isEmpty(), 310, "adler32 of " + lfn + " is empty");
        refuse(text(file, "check_sum").isEmpty(), 310, "check_sum of " + lfn + " is empty");
        List<Rows.Lumi> lumis = new ArrayList<>();
        for (JsonNode lumi : file.path("file_lumi_list")) {
            refuse(!lumi.path("run_num").isNumber(), 122, "run_num is not a number");
            lumis.add(new Rows.Lumi(
                    lumi.path("run_num").asInt(),
                    lumi.path("lumi_section_num").asLong(),
                    lumi.path("event_count").asLong()));
        }
        List<String> parents = new ArrayList<>();
        for (JsonNode parent : parentList) {
            if (text(parent, "logical_file_name").equals(lfn)) {
                String name = text(parent, "parent_logical_file_name");
                refuse(!lfns.containsKey(name), 202, "unable to find parent lfn " + name);
                parents.add(name);
            }
        }
        return new Rows.File(
                lfn,
                file.path("file_size").asLong(),
                file.path("event_count").asLong(),
                text(file, "adler32"),
                text(file, "check_sum"),
                true,
                lumis,
                parents);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.path(field).textValue() : "";
    }

    private static void refuse(boolean wrong, int code, String message) {
        if (wrong) {
            throw ServiceError.dbs(code, message);
        }
    }
}
