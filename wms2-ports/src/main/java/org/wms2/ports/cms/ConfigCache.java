package org.wms2.ports.cms;

import java.util.Optional;
import org.wms2.ports.id.ConfigId;

/** The store of CMSSW configurations (contracts/cms.md 6). Documents never change. */
public interface ConfigCache {
    /** The output modules of a configuration; empty if there is no such document. */
    Optional<ConfigDocument> find(String url, String database, ConfigId id);
}
