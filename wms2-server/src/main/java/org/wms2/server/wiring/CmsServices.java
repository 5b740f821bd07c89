package org.wms2.server.wiring;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.wms2.cms.configcache.ConfigCacheHttp;
import org.wms2.cms.cric.CricHttp;
import org.wms2.cms.dbs.DbsHttp;
import org.wms2.cms.http.HttpSettings;
import org.wms2.cms.http.ServiceClient;
import org.wms2.cms.http.TlsFiles;
import org.wms2.cms.reqmgr2.ReqMgr2Http;
import org.wms2.cms.rucio.RucioCredentials;
import org.wms2.cms.rucio.RucioHttp;
import org.wms2.cms.simulated.SimulatedCms;
import org.wms2.ports.cms.ConfigCache;
import org.wms2.ports.cms.Cric;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.ReqMgr2;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.system.CallObserver;
import org.wms2.server.settings.Wires;

/** The five CMS services over HTTP, pretended or real: one adapter each. */
record CmsServices(
        ReqMgr2 reqMgr2, ConfigCache configCache, Dbs dbs, Rucio rucio, Cric cric, List<ServiceClient> clients)
        implements AutoCloseable {
    private static final RucioCredentials PRETENDED = new RucioCredentials.UserPass(
            SimulatedCms.RUCIO_ACCOUNT, SimulatedCms.RUCIO_ACCOUNT, SimulatedCms.RUCIO_PASSWORD);

    private static final String ACCOUNT = "wmcore_output";

    /** The pretended services below one base URL. */
    static CmsServices simulated(URI base, InstantSource clock, CallObserver observer) {
        String at = base.toString();
        return connect(
                new Bases(
                        URI.create(at + "/reqmgr2"),
                        URI.create(at + "/couchdb"),
                        URI.create(at + "/dbs/prod/global/DBSReader"),
                        URI.create(at + "/dbs/prod/global/DBSWriter"),
                        URI.create(at + "/rucio"),
                        URI.create(at + "/cric")),
                PRETENDED,
                null,
                clock,
                observer);
    }

    /** The real ones that settings name, with their credentials. */
    static CmsServices real(Wires wires, InstantSource clock, CallObserver observer) {
        URI reqMgr2 = need("reqmgr2-url", wires.reqMgr2().orElse(null));
        URI dbs = need("dbs-url", wires.dbs().orElse(null));
        URI rucio = need("rucio-url", wires.rucio().orElse(null));
        TlsFiles tls = new TlsFiles(
                wires.proxy().orElse(null),
                wires.cert().orElse(null),
                wires.key().orElse(null),
                wires.caPath().orElse(null));
        return connect(
                new Bases(
                        reqMgr2,
                        null,
                        URI.create(dbs + "/DBSReader"),
                        URI.create(dbs + "/DBSWriter"),
                        rucio,
                        need("cric-url", wires.cric().orElse(null))),
                new RucioCredentials.X509(ACCOUNT),
                tls.context(clock),
                clock,
                observer);
    }

    @Override
    public void close() {
        clients.forEach(ServiceClient::close);
    }

    private record Bases(URI reqMgr2, @Nullable URI couchDb, URI reader, URI writer, URI rucio, URI cric) {}

    private static CmsServices connect(
            Bases bases,
            RucioCredentials credentials,
            @Nullable SSLContext tls,
            InstantSource clock,
            CallObserver observer) {
        List<ServiceClient> clients = new ArrayList<>();
        for (String service : List.of("ReqMgr2", "ConfigCache", "DBS", "Rucio", "CRIC")) {
            clients.add(new ServiceClient(service, HttpSettings.DEFAULT, tls, observer));
        }
        return new CmsServices(
                new ReqMgr2Http(clients.get(0), bases.reqMgr2()),
                new ConfigCacheHttp(clients.get(1), bases.couchDb()),
                new DbsHttp(clients.get(2), bases.reader(), bases.writer()),
                new RucioHttp(clients.get(3), bases.rucio(), bases.rucio(), credentials, clock),
                new CricHttp(clients.get(4), bases.cric(), clock),
                List.copyOf(clients));
    }

    private static URI need(String key, @Nullable URI value) {
        if (value == null) {
            throw new Wms2Exception(
                    ErrorCode.USAGE,
                    key + ": the production profile needs it; give --" + key + " or set it in the file");
        }
        return value;
    }
}
