package org.wms2.cms.dbs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.wms2.ports.cms.DatasetAccessType;
import org.wms2.ports.cms.DbsBlock;
import org.wms2.ports.cms.DbsDataset;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;

/** Reads the rows of DBS's lists (contracts/cms.md 3.3); a row without a field that we need is refused. */
record DbsRows(String service) {

    DbsDataset dataset(JsonNode row) {
        String type = text(row, "dataset_access_type");
        try {
            return new DbsDataset(new DatasetName(text(row, "dataset")), DatasetAccessType.valueOf(type));
        } catch (IllegalArgumentException e) {
            throw new ServiceRefusedException(service, "dataset_access_type " + type + " is not one we know");
        }
    }

    DbsBlock block(JsonNode row) {
        return new DbsBlock(
                new BlockName(text(row, "block_name")),
                number(row, "open_for_writing") != 0,
                number(row, "file_count"),
                number(row, "block_size"));
    }

    /** A file, its lumis not asked for. */
    DbsFile file(JsonNode row) {
        return new DbsFile(lfn(row), number(row, "file_size"), number(row, "event_count"), List.of());
    }

    /** The file that a row is about. */
    Lfn lfn(JsonNode row) {
        return new Lfn(text(row, "logical_file_name"));
    }

    /** The parent in a row of fileparents. */
    Lfn parent(JsonNode row) {
        return new Lfn(text(row, "parent_logical_file_name"));
    }

    /** Takes a row of filelumis. */
    void addLumi(LumiCollector lumis, JsonNode row) {
        lumis.add(text(row, "logical_file_name"), (int) number(row, "run_num"), number(row, "lumi_section_num"));
    }

    private String text(JsonNode row, String field) {
        JsonNode value = row.path(field);
        if (!value.isTextual()) {
            throw new ServiceRefusedException(service, "a row without " + field + ": " + row);
        }
        return value.textValue();
    }

    private long number(JsonNode row, String field) {
        JsonNode value = row.path(field);
        if (!value.isNumber()) {
            throw new ServiceRefusedException(service, "a row without " + field + ": " + row);
        }
        return value.longValue();
    }
}
