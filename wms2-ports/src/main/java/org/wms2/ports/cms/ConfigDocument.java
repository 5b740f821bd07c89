package org.wms2.ports.cms;

import java.util.List;
import org.wms2.ports.id.ConfigId;

/**
 * What WMS2 reads of a configuration.
 *
 * @param psetHash empty if the document has none
 * @param outputs in the document's order
 */
public record ConfigDocument(ConfigId id, String psetHash, List<Output> outputs) {
    public ConfigDocument {
        outputs = List.copyOf(outputs);
    }

    /** One output module; the filter name is empty if there is none. */
    public record Output(String module, String dataTier, String filterName) {}
}
