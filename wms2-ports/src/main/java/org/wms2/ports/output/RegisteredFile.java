package org.wms2.ports.output;

import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.WorkUnitId;

/** A merged file with the block and work unit that it belongs to: a row of output_files. */
public record RegisteredFile(OutputFile file, BlockName block, WorkUnitId workUnit) {}
