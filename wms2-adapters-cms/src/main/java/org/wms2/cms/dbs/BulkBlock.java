package org.wms2.cms.dbs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.wms2.cms.http.JsonRows;
import org.wms2.ports.cms.BlockInjection;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.output.LumiEvents;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.workflow.DatasetInfo;

/**
 * The body of POST bulkblocks (contracts/cms.md 3.4). {@code is_file_valid} is sent for no file: the server would let
 * the first one that is not 0 stick to all later ones. Access type is PRODUCTION until the dataset is announced.
 */
public final class BulkBlock {

    /** DBS refuses an empty check_sum; the side files have adler32 alone. */
    private static final String NO_CHECK_SUM = "NOTSET";

    private static final String NO_PSET_HASH = "NO_PSET_HASH";
    private static final String WHO = "wms2";
    /** What WMCore sends as the era's begin; DBS wants a number. */
    private static final long ERA_START = 123_456_789;

    private BulkBlock() {}

    /** The JSON text of the body. */
    public static String body(BlockInjection injection) {
        DatasetInfo info = injection.module().info();
        long created = injection.createdAt().getEpochSecond();
        ObjectNode root = JsonRows.MAPPER.createObjectNode();
        root.putArray("dataset_conf_list").add(configuration(injection, info));
        ArrayNode configurations = root.putArray("file_conf_list");
        ArrayNode files = root.putArray("files");
        ArrayNode parents = root.putArray("file_parent_list");
        for (OutputFile file : injection.files()) {
            configurations.add(
                    configuration(injection, info).put("lfn", file.lfn().value()));
            files.add(file(file, created));
            for (Lfn parent : file.parents()) {
                parents.addObject()
                        .put("logical_file_name", file.lfn().value())
                        .put("parent_logical_file_name", parent.value());
            }
        }
        block(root.putObject("block"), injection, created);
        root.putObject("processing_era")
                .put("processing_version", info.processingVersion())
                .put("create_by", WHO)
                .put("description", "");
        root.putObject("acquisition_era")
                .put("acquisition_era_name", info.acquisitionEra())
                .put("start_date", ERA_START);
        dataset(root, injection, info, created);
        ArrayNode parentDatasets = root.putArray("dataset_parent_list");
        DatasetName parent = injection.module().parent();
        if (parent != null) {
            parentDatasets.add(parent.value());
        }
        root.putObject("close_settings");
        return root.toString();
    }

    private static ObjectNode configuration(BlockInjection injection, DatasetInfo info) {
        return JsonRows.MAPPER
                .createObjectNode()
                .put("release_version", info.release())
                .put("pset_hash", info.psetHash().isEmpty() ? NO_PSET_HASH : info.psetHash())
                .put("app_name", "cmsRun")
                .put("output_module_label", injection.module().module())
                .put("global_tag", info.globalTag());
    }

    private static ObjectNode file(OutputFile file, long created) {
        ObjectNode node = JsonRows.MAPPER
                .createObjectNode()
                .put("file_type", "EDM")
                .put("logical_file_name", file.lfn().value())
                .put("file_size", file.bytes())
                .put("event_count", file.events())
                .put("last_modified_by", WHO)
                .put("last_modification_date", created)
                .put("auto_cross_section", 0.0)
                .put("check_sum", NO_CHECK_SUM)
                .put("adler32", file.adler32());
        ArrayNode lumis = node.putArray("file_lumi_list");
        for (LumiEvents lumi : file.lumis()) {
            lumis.addObject()
                    .put("lumi_section_num", lumi.lumi())
                    .put("run_num", lumi.run())
                    .put("event_count", lumi.events());
        }
        return node;
    }

    private static void block(ObjectNode block, BlockInjection injection, long created) {
        block.put("block_name", injection.block().value())
                .put("origin_site_name", injection.origin().value())
                .put("open_for_writing", 0)
                .put("create_by", WHO)
                .put("creation_date", created)
                .put(
                        "block_size",
                        injection.files().stream().mapToLong(OutputFile::bytes).sum())
                .put("file_count", injection.files().size())
                .put(
                        "block_events",
                        injection.files().stream().mapToLong(OutputFile::events).sum());
    }

    private static void dataset(ObjectNode root, BlockInjection injection, DatasetInfo info, long created) {
        DatasetName name = injection.block().dataset();
        root.putObject("primds")
                .put("primary_ds_name", name.primary())
                .put("primary_ds_type", info.primaryType())
                .put("create_by", WHO)
                .put("creation_date", created);
        root.putObject("dataset")
                .put("physics_group_name", "NoGroup")
                .put("processed_ds_name", name.processed())
                .put("data_tier_name", name.tier())
                .put("dataset_access_type", "PRODUCTION")
                .put("dataset", name.value())
                .put("prep_id", info.prepId() == null ? "" : info.prepId())
                .put("create_by", WHO)
                .put("last_modified_by", WHO)
                .put("creation_date", created)
                .put("last_modification_date", created);
    }
}
