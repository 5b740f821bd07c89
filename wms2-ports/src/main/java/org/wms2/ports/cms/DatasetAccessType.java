package org.wms2.ports.cms;

/** DBS's dataset_access_type. */
public enum DatasetAccessType {
    PRODUCTION,
    VALID,
    INVALID,
    DEPRECATED
}
