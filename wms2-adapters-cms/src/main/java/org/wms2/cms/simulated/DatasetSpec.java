package org.wms2.cms.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** An input dataset in few words, block by block. */
record DatasetSpec(String name, String type, List<BlockSpec> blocks) {

    DatasetSpec {
        blocks = List.copyOf(blocks);
    }

    /** A block: its files, and where it is. */
    record BlockSpec(String suffix, List<NewFile> files, List<String> rses) {
        BlockSpec {
            files = List.copyOf(files);
            rses = List.copyOf(rses);
        }
    }

    /** Files of consecutive lumi sections of one run, from lumi section 1 on. */
    static List<NewFile> regular(int run, int files, int lumisPerFile, long eventsPerLumi, long bytesPerEvent) {
        List<NewFile> made = new ArrayList<>();
        long events = lumisPerFile * eventsPerLumi;
        for (long i = 0; i < files; i++) {
            made.add(NewFile.of(
                    run, i * lumisPerFile + 1, (i + 1) * lumisPerFile, events, Math.max(1, events * bytesPerEvent)));
        }
        return made;
    }

    /** Each block of the JSON has either {@code run} and {@code files} (regular ones), or {@code contents}. */
    static DatasetSpec read(JsonNode node) {
        List<BlockSpec> blocks = new ArrayList<>();
        long bytesPerEvent = node.get("bytesPerEvent").asLong();
        for (JsonNode block : node.get("blocks")) {
            List<NewFile> files = new ArrayList<>();
            if (block.has("contents")) {
                block.get("contents").forEach(f -> files.add(NewFile.read(f, bytesPerEvent)));
            } else {
                files.addAll(regular(
                        block.get("run").asInt(),
                        block.get("files").asInt(),
                        node.get("lumisPerFile").asInt(),
                        node.get("eventsPerLumi").asLong(),
                        bytesPerEvent));
            }
            List<String> rses = new ArrayList<>();
            block.get("rses").forEach(r -> rses.add(r.asText()));
            blocks.add(new BlockSpec(block.get("suffix").asText(), files, rses));
        }
        return new DatasetSpec(node.get("name").asText(), node.get("type").asText(), blocks);
    }

    /** The dataset's blocks with their files. */
    List<PlacedBlock> placed(long createdSeconds) {
        List<PlacedBlock> placed = new ArrayList<>();
        for (BlockSpec block : blocks) {
            List<Rows.File> files = new ArrayList<>();
            for (NewFile file : block.files()) {
                files.add(file.row(name, block.suffix(), files.size()));
            }
            placed.add(new PlacedBlock(
                    new Rows.Block(name + "#" + block.suffix(), block.rses().getFirst(), createdSeconds, files),
                    block.rses()));
        }
        return placed;
    }
}
