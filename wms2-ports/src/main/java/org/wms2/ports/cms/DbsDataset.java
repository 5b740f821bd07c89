package org.wms2.ports.cms;

import org.wms2.ports.id.DatasetName;

/** A dataset of DBS. */
public record DbsDataset(DatasetName name, DatasetAccessType accessType) {}
