package org.wms2.ports.cms;

import org.wms2.ports.id.BlockName;

/** A block of DBS with its totals. */
public record DbsBlock(BlockName name, boolean open, long files, long bytes) {}
