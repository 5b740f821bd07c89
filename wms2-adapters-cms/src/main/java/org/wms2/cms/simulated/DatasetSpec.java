package org.wms2.cms.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** An input dataset in few words: regular files of consecutive lumi sections, block by block. */
record DatasetSpec(
        String name, String type, int eventsPerLumi, int lumisPerFile, long bytesPerEvent, List<BlockSpec> blocks) {

    DatasetSpec {
        blocks = List.copyOf(blocks);
    }

    /** A block: one run, and where it is. */
    record BlockSpec(String suffix, int run, int files, List<String> rses) {
        BlockSpec {
            rses = List.copyOf(rses);
        }
    }

    static DatasetSpec read(JsonNode node) {
        List<BlockSpec> blocks = new ArrayList<>();
        for (JsonNode block : node.get("blocks")) {
            List<String> rses = new ArrayList<>();
            block.get("rses").forEach(r -> rses.add(r.asText()));
            blocks.add(new BlockSpec(
                    block.get("suffix").asText(),
                    block.get("run").asInt(),
                    block.get("files").asInt(),
                    rses));
        }
        return new DatasetSpec(
                node.get("name").asText(),
                node.get("type").asText(),
                node.get("eventsPerLumi").asInt(),
                node.get("lumisPerFile").asInt(),
                node.get("bytesPerEvent").asLong(),
                blocks);
    }

    /** The dataset's blocks with their files. */
    List<PlacedBlock> placed(long createdSeconds) {
        List<PlacedBlock> placed = new ArrayList<>();
        for (BlockSpec block : blocks) {
            List<Rows.File> files = new ArrayList<>();
            for (int i = 0; i < block.files(); i++) {
                List<Rows.Lumi> lumis = new ArrayList<>();
                for (int l = 1; l <= lumisPerFile; l++) {
                    lumis.add(new Rows.Lumi(block.run(), (long) i * lumisPerFile + l, eventsPerLumi));
                }
                files.add(InputFiles.file(name, block.suffix(), i, lumis, bytesPerEvent));
            }
            placed.add(new PlacedBlock(
                    new Rows.Block(name + "#" + block.suffix(), block.rses().getFirst(), createdSeconds, files),
                    block.rses()));
        }
        return placed;
    }
}
