package org.wms2.server.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wms2.ports.cms.ConfigCache;
import org.wms2.ports.cms.ConfigDocument;
import org.wms2.ports.cms.Cric;
import org.wms2.ports.cms.ReportedRequest;
import org.wms2.ports.cms.ReqMgr2;
import org.wms2.ports.cms.RequestDocument;
import org.wms2.ports.cms.RequestTotals;
import org.wms2.ports.cms.SiteMap;
import org.wms2.ports.id.ConfigId;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.RequestSpec;

/** ReqMgr2, ConfigCache and CRIC. A configuration is called {@code cfg_<module>_<tier>}. */
final class SimulatedCms implements ReqMgr2, ConfigCache, Cric {
    private static final String DISK = "_Disk";

    private final Map<RequestName, RequestDocument> documents = new HashMap<>();
    private final Map<RequestName, ReportedRequest> reported = new HashMap<>();
    private final SiteMap sites;

    SimulatedCms(List<SiteName> sites) {
        TreeMap<RseName, SortedSet<SiteName>> map = new TreeMap<>();
        sites.forEach(s -> map.put(rse(s), new TreeSet<>(List.of(s))));
        this.sites = new SiteMap(map);
    }

    static RseName rse(SiteName site) {
        return new RseName(site.value() + (site.value().startsWith("T1_") ? DISK : ""));
    }

    void assigned(RequestSpec spec) {
        documents.put(spec.name(), new RequestDocument(spec, "assigned", "{\"RequestName\": \"" + spec.name() + "\"}"));
    }

    @Override
    public Optional<RequestDocument> find(RequestName name) {
        return Optional.ofNullable(documents.get(name));
    }

    @Override
    public Optional<ReportedRequest> reported(RequestName name) {
        return Optional.ofNullable(documents.get(name))
                .map(d -> reported.getOrDefault(name, new ReportedRequest(d.status(), RequestTotals.NONE)));
    }

    @Override
    public void setStatus(RequestName name, String status) {
        reported(name).ifPresent(r -> reported.put(name, new ReportedRequest(status, r.totals())));
    }

    @Override
    public void addStatistics(RequestName name, RequestTotals added) {
        reported(name)
                .ifPresent(r -> reported.put(
                        name, new ReportedRequest(r.status(), r.totals().plus(added))));
    }

    @Override
    public Optional<ConfigDocument> find(String url, String database, ConfigId id) {
        String[] parts = id.value().split("_", -1);
        return Optional.of(new ConfigDocument(id, "hash", List.of(new ConfigDocument.Output(parts[1], parts[2], ""))));
    }

    @Override
    public SiteMap siteMap() {
        return sites;
    }
}
