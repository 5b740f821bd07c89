package org.wms2.ports.cms;

import java.time.Instant;
import java.util.List;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.workflow.OutputModule;

/**
 * A whole block for DBS.
 *
 * @param origin RSE where the files are
 * @param files all of the module's dataset; one or more
 */
public record BlockInjection(
        BlockName block, RseName origin, OutputModule module, List<OutputFile> files, Instant createdAt) {
    public BlockInjection {
        files = List.copyOf(files);
    }
}
