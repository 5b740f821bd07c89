package org.wms2.cms.simulated;

import java.util.List;
import java.util.Optional;
import org.wms2.ports.cms.ConfigCache;
import org.wms2.ports.cms.ConfigDocument;
import org.wms2.ports.id.ConfigId;

/** ConfigCache's port on the pretended CMS. */
record InMemoryConfigCache(SimulatedCms cms) implements ConfigCache {

    @Override
    public Optional<ConfigDocument> find(String url, String database, ConfigId id) {
        return cms.configuration(database, id.value())
                .map(modules -> new ConfigDocument(id, psetHash(id.value()), outputs(modules)));
    }

    /** What stands for the hash of a configuration that does not exist: 32 hexadecimal digits of its id. */
    static String psetHash(String id) {
        return java.util
                .UUID
                .nameUUIDFromBytes(id.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    private static List<ConfigDocument.Output> outputs(List<Rows.Module> modules) {
        return modules.stream()
                .map(m -> new ConfigDocument.Output(m.name(), m.tier(), m.filter()))
                .toList();
    }
}
