package org.wms2.cms.configcache;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wms2.cms.http.Exchange;
import org.wms2.cms.http.Failures;
import org.wms2.cms.http.JsonRows;
import org.wms2.cms.http.Reply;
import org.wms2.cms.http.ServiceClient;
import org.wms2.cms.http.Uris;
import org.wms2.ports.cms.ConfigCache;
import org.wms2.ports.cms.ConfigDocument;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.id.ConfigId;

/**
 * ConfigCache over HTTP (contracts/cms.md 6). Documents do not change, so what was found is kept, the last 1,000.
 * Thread-safe.
 */
public final class ConfigCacheHttp implements ConfigCache {

    private static final int KEPT = 1000;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final ServiceClient client;
    private final @Nullable URI instead;
    private final Map<URI, ConfigDocument> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, ConfigDocument> eldest) {
            return size() > KEPT;
        }
    });

    /**
     * The adapter.
     *
     * @param instead the one CouchDB to ask, such as {@code https://cmsweb.cern.ch/couchdb}, whatever a request's
     *     ConfigCacheUrl says; null: the request's
     */
    public ConfigCacheHttp(ServiceClient client, @Nullable URI instead) {
        this.client = client;
        this.instead = instead;
    }

    @Override
    public Optional<ConfigDocument> find(String url, String database, ConfigId id) {
        URI uri = Uris.of(instead == null ? checked(url) : instead, "/" + database + "/" + id.value());
        ConfigDocument known = kept.get(uri);
        if (known != null) {
            return Optional.of(known);
        }
        Exchange get = Exchange.get("config", uri, Map.of("Accept", "application/json"));
        Optional<ConfigDocument> found = client.call(get, reply -> read(client.service(), id, reply));
        found.ifPresent(document -> kept.put(uri, document));
        return found;
    }

    private static URI checked(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && SCHEMES.contains(uri.getScheme()) && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new InputRefusedException("ConfigCacheUrl", url, "an https URL: " + e.getMessage());
        }
        throw new InputRefusedException("ConfigCacheUrl", url, "an https URL without user name");
    }

    private static Optional<ConfigDocument> read(String service, ConfigId id, Reply reply) throws IOException {
        if (reply.status() == 404) {
            return Optional.empty();
        }
        if (reply.status() != 200) {
            throw Failures.of(service, "config", reply, "");
        }
        return Optional.of(document(service, id, JsonRows.value(reply.body())));
    }

    static ConfigDocument document(String service, ConfigId id, JsonNode root) {
        JsonNode process = root.path("pset_tweak_details").path("process");
        JsonNode modules = process.path("outputModules_");
        if (!modules.isArray()) {
            throw new ServiceRefusedException(
                    service, "configuration " + id + " has no pset_tweak_details.process.outputModules_");
        }
        List<ConfigDocument.Output> outputs = new ArrayList<>();
        for (JsonNode module : modules) {
            JsonNode dataset = process.path(module.asText()).path("dataset");
            String tier = dataset.path("dataTier").asText("");
            if (tier.isEmpty()) {
                throw new ServiceRefusedException(
                        service, "output module " + module.asText() + " of configuration " + id + " has no data tier");
            }
            outputs.add(new ConfigDocument.Output(
                    module.asText(), tier, dataset.path("filterName").asText("")));
        }
        return new ConfigDocument(id, root.path("pset_hash").asText(""), outputs);
    }
}
