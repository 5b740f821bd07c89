package org.wms2.cms.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.cms.http.JsonRows;
import org.wms2.cms.http.Uris;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;

/** Client of the control surface of a running pretended CMS, for the command line. Thread-safe. */
public final class SimulatedCmsControl implements AutoCloseable {

    /** A scenario as listed; refusedFor is empty if its import is not refused. */
    public record Listed(String name, String about, String refusedFor) {}

    private static final String SERVICE = "simulated CMS";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final URI base;

    /** The server at a base URL such as {@code http://127.0.0.1:8000}. */
    public SimulatedCmsControl(URI base) {
        this.base = base;
    }

    /** Whether a pretended CMS answers there, and with which process id. */
    public Optional<Long> ping() {
        try {
            JsonNode answer = call("GET", "/simulated/ping", null);
            return answer.path("service").asText("").equals(SERVICE)
                    ? Optional.of(answer.path("pid").asLong())
                    : Optional.empty();
        } catch (Wms2Exception e) {
            return Optional.empty();
        }
    }

    /** All scenarios. */
    public List<Listed> scenarios() {
        List<Listed> listed = new ArrayList<>();
        for (JsonNode row : call("GET", "/simulated/scenarios", null)) {
            listed.add(new Listed(
                    row.path("name").asText(),
                    row.path("about").asText(),
                    row.path("refusedFor").asText()));
        }
        return listed;
    }

    /**
     * Makes the request of a scenario.
     *
     * @throws Wms2Exception NOT_FOUND if there is no such scenario, CONFLICT if there is a request of this name
     */
    public void create(String scenario, RequestName name) {
        ObjectNode body =
                JsonRows.MAPPER.createObjectNode().put("scenario", scenario).put("name", name.value());
        call("POST", "/simulated/scenarios", body.toString());
    }

    /**
     * Takes documents from the text of a file in the layout of request-fixtures.json.
     *
     * @param only the one request to take; empty: all
     * @param as its new name
     * @return names of the requests
     */
    public List<RequestName> load(String text, Optional<RequestName> only, Optional<RequestName> as) {
        List<String> query = new ArrayList<>();
        only.ifPresent(n -> query.addAll(List.of("name", n.value())));
        as.ifPresent(n -> query.addAll(List.of("as", n.value())));
        List<RequestName> names = new ArrayList<>();
        for (JsonNode name : call("POST", "/simulated/documents", text, query.toArray(String[]::new))
                .path("names")) {
            names.add(new RequestName(name.asText()));
        }
        return names;
    }

    /** {@link SimulatedInput#addFiles}. */
    public List<Lfn> addFiles(BlockName block, List<RseName> rses, List<NewFile> files) {
        ObjectNode body = JsonRows.MAPPER.createObjectNode().put("block", block.value());
        ArrayNode places = body.putArray("rses");
        rses.forEach(r -> places.add(r.value()));
        ArrayNode contents = body.putArray("files");
        files.forEach(f -> contents.add(f.json()));
        List<Lfn> names = new ArrayList<>();
        call("POST", "/simulated/files", body.toString()).path("lfns").forEach(n -> names.add(new Lfn(n.asText())));
        return names;
    }

    /** {@link SimulatedInput#setValid}. */
    public void setValid(Lfn lfn, boolean valid) {
        ObjectNode body =
                JsonRows.MAPPER.createObjectNode().put("lfn", lfn.value()).put("valid", valid);
        call("PUT", "/simulated/files", body.toString());
    }

    /** {@link SimulatedInput#answerOrder}. */
    public void answerOrder(AnswerOrder order) {
        ObjectNode body = JsonRows.MAPPER.createObjectNode().put("order", order.name());
        call("PUT", "/simulated/order", body.toString());
    }

    /** Whether a dataset's content is invented. */
    public boolean madeUp(DatasetName dataset) {
        for (JsonNode row : call("GET", "/simulated/datasets", null)) {
            if (row.path("name").asText("").equals(dataset.value())) {
                return row.path("madeUp").asBoolean();
            }
        }
        return false;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private JsonNode call(String method, String path, @Nullable String body, String... query) {
        HttpRequest request = HttpRequest.newBuilder(Uris.of(base, path, query))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            JsonNode answer = JsonRows.MAPPER.readTree(response.body());
            if (response.statusCode() >= 400) {
                throw new Wms2Exception(
                        code(answer.path("code").asText("")),
                        answer.path("error").asText("HTTP " + response.statusCode()));
            }
            return answer;
        } catch (IOException e) {
            throw new ServiceUnavailableException(
                    SERVICE, "no answer at " + base + "; is it running? (wms2 local status)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceUnavailableException(SERVICE, "interrupted", e);
        }
    }

    private static ErrorCode code(String word) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.name().equals(word)) {
                return code;
            }
        }
        return ErrorCode.INTERNAL;
    }
}
