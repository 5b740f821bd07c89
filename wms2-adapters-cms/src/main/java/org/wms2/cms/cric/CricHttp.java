package org.wms2.cms.cric;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wms2.cms.http.Exchange;
import org.wms2.cms.http.Failures;
import org.wms2.cms.http.JsonRows;
import org.wms2.cms.http.Reply;
import org.wms2.cms.http.ServiceClient;
import org.wms2.cms.http.Uris;
import org.wms2.ports.cms.Cric;
import org.wms2.ports.cms.SiteMap;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;

/**
 * CRIC over HTTP (contracts/cms.md 5.1): the preset {@code data-processing}, rows of phedex_name (storage) and psn_name
 * (processing site) in the flat shape of columns and lists. Tape and transfer buffers ({@code _MSS}, {@code _Buffer},
 * {@code _Export}) serve no jobs and are left out. The answer is kept for 10 minutes, and goes on being used for up to
 * 6 hours while CRIC does not answer: which RSE serves which site changes a few times a year. Thread-safe.
 */
public final class CricHttp implements Cric {

    private static final Logger LOG = LoggerFactory.getLogger(CricHttp.class);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration USABLE = Duration.ofHours(6);
    private static final Pattern NO_PROCESSING = Pattern.compile(".*_(MSS|Buffer|Export)");
    private static final Pattern NAME = Pattern.compile("T[0-3]_[A-Z]{2}((_[A-Za-z0-9]+)+)");

    private final ServiceClient client;
    private final URI base;
    private final InstantSource clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile @Nullable Kept kept;

    /** The service at a base URL such as {@code https://cms-cric.cern.ch}. */
    public CricHttp(ServiceClient client, URI base, InstantSource clock) {
        this.client = client;
        this.base = base;
        this.clock = clock;
    }

    @Override
    public SiteMap siteMap() {
        Instant now = clock.instant();
        Kept known = kept;
        if (known != null && known.youngerThan(FRESH, now)) {
            return known.map();
        }
        refreshing.lock();
        try {
            Kept other = kept;
            if (other != null && other.youngerThan(FRESH, now)) {
                return other.map();
            }
            SiteMap map = ask();
            kept = new Kept(map, now);
            return map;
        } catch (ServiceUnavailableException e) {
            if (known != null && known.youngerThan(USABLE, now)) {
                LOG.warn("{}; the map of {} is used on", e.text(), known.at());
                return known.map();
            }
            throw e;
        } finally {
            refreshing.unlock();
        }
    }

    private SiteMap ask() {
        URI uri = Uris.of(base, "/api/cms/site/query/", "json", "", "preset", "data-processing", "rcsite_state", "ANY");
        return client.call(Exchange.get("data-processing", uri, Map.of()), this::read);
    }

    private SiteMap read(Reply reply) throws IOException {
        if (reply.status() != 200) {
            throw Failures.of(client.service(), "data-processing", reply, "");
        }
        return map(client.service(), JsonRows.value(reply.body()));
    }

    static SiteMap map(String service, JsonNode root) {
        List<String> columns = new ArrayList<>();
        root.path("desc").path("columns").forEach(c -> columns.add(c.asText()));
        int storage = columns.indexOf("phedex_name");
        int site = columns.indexOf("psn_name");
        if (storage < 0 || site < 0 || !root.path("result").isArray()) {
            throw new ServiceRefusedException(
                    service,
                    "expected desc.columns with phedex_name and psn_name, and a list result; found columns " + columns);
        }
        TreeMap<RseName, SortedSet<SiteName>> map = new TreeMap<>();
        for (JsonNode row : root.get("result")) {
            String rse = row.path(storage).asText("");
            String psn = row.path(site).asText("");
            if (!NAME.matcher(rse).matches() || !NAME.matcher(psn).matches()) {
                LOG.debug("CRIC names {} for {}: not names of CMS, left out", rse, psn);
            } else if (!NO_PROCESSING.matcher(rse).matches()) {
                map.computeIfAbsent(new RseName(rse), r -> new TreeSet<>()).add(new SiteName(psn));
            }
        }
        return new SiteMap(map);
    }

    private record Kept(SiteMap map, Instant at) {
        boolean youngerThan(Duration age, Instant now) {
            return now.isBefore(at.plus(age));
        }
    }
}
