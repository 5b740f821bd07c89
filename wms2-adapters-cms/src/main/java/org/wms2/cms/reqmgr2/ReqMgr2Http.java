package org.wms2.cms.reqmgr2;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.wms2.cms.http.Exchange;
import org.wms2.cms.http.Failures;
import org.wms2.cms.http.Reply;
import org.wms2.cms.http.ServiceClient;
import org.wms2.cms.http.Uris;
import org.wms2.ports.cms.ReportedRequest;
import org.wms2.ports.cms.ReqMgr2;
import org.wms2.ports.cms.RequestDocument;
import org.wms2.ports.cms.RequestTotals;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;

/**
 * ReqMgr2 over HTTP (contracts/cms.md 1.1, 1.3). {@code Accept} is mandatory there; errors are in the headers
 * {@code X-Rest-Status} and {@code X-Error-Detail}, their body is a page. Thread-safe.
 */
public final class ReqMgr2Http implements ReqMgr2 {

    private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");

    private final ServiceClient client;
    private final URI base;
    private final RequestDocumentMapper mapper = new RequestDocumentMapper();

    /** The service at a base URL such as {@code https://cmsweb.cern.ch/reqmgr2}. */
    public ReqMgr2Http(ServiceClient client, URI base) {
        this.client = client;
        this.base = base;
    }

    @Override
    public Optional<RequestDocument> find(RequestName name) {
        URI uri = Uris.of(base, "/data/request/" + name.value());
        return client.call(Exchange.get("request", uri, HEADERS), reply -> document(reply, name))
                .map(mapper::map);
    }

    @Override
    public Optional<ReportedRequest> reported(RequestName name) {
        URI uri = Uris.of(base, "/data/request/" + name.value());
        return client.call(
                Exchange.get("request", uri, HEADERS),
                reply -> document(reply, name).map(Progress::of));
    }

    @Override
    public void setStatus(RequestName name, String status) {
        put("set-status", name, Progress.status(status), true);
    }

    @Override
    public void addStatistics(RequestName name, RequestTotals added) {
        // Answered by "ERROR" although it took place (1.5), hence no look at the answer.
        put("add-statistics", name, Progress.statistics(added), false);
    }

    private void put(String operation, RequestName name, String body, boolean repeatable) {
        URI uri = Uris.of(base, "/data/request/" + name.value());
        client.call(new Exchange(operation, "PUT", uri, HEADERS, body, repeatable), reply -> {
            if (reply.status() != 200) {
                throw error(client.service(), operation, reply);
            }
            return reply.text();
        });
    }

    private Optional<String> document(Reply reply, RequestName name) throws java.io.IOException {
        if (reply.status() != 200) {
            throw error(client.service(), "request", reply);
        }
        return Envelope.document(reply.text(), name.value());
    }

    /** The error of an answer, in ReqMgr2's words. */
    static Wms2Exception error(String service, String operation, Reply reply) throws java.io.IOException {
        String code = reply.header("X-Rest-Status");
        String detail = reply.header("X-Error-Detail");
        if (code.equals("400") && reply.status() == 500) {
            return new ServiceRefusedException(service, operation + " met an error of the server's own: " + detail);
        }
        return Failures.of(service, operation, reply, code.isEmpty() ? "" : "X-Rest-Status " + code + ", " + detail);
    }
}
