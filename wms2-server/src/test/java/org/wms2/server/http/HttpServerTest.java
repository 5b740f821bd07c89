package org.wms2.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wms2.domain.RequestView;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.RequestFilter;
import org.wms2.ports.store.WorkUnitCounts;
import org.wms2.server.Requests;
import org.wms2.server.wiring.Check;

class HttpServerTest {
    private final Store store = new Store();
    private final HttpServer server = HttpServer.start(
            0,
            List.of(
                    new RequestRoutes(store),
                    new HealthRoutes(List.of(new Check("database", () -> {}), new Check("schedd", () -> {
                        if (store.scheddDown) {
                            throw new Wms2Exception(ErrorCode.SERVICE_UNAVAILABLE, "start the pool");
                        }
                    })))));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void itListensOnTheLoopbackAlone() {
        assertThat(server.url()).startsWith("http://127.0.0.1:");
    }

    @Test
    void itIsAliveWhateverElseIsDownAndReadyOnlyWithEverything() throws Exception {
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        store.scheddDown = true;
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        JsonNode schedd = json(ready).at("/checks/1");
        assertThat(schedd.path("name").asText()).isEqualTo("schedd");
        assertThat(schedd.path("ok").asBoolean()).isFalse();
        assertThat(schedd.path("detail").asText()).isEqualTo("start the pool");
    }

    @Test
    void requestsComeInPagesUntilThereIsNoNext() throws Exception {
        JsonNode first = json(get("/api/v1/requests?limit=2"));
        assertThat(first.at("/requests/0/request").asText()).isEqualTo("r0");
        assertThat(first.at("/requests/0/status").asText()).isEqualTo("active");
        assertThat(first.at("/requests/0/createdAt").asText()).isEqualTo("2026-11-24T12:00:00Z");
        assertThat(first.path("next").asText()).isEqualTo("r1");
        JsonNode second = json(get("/api/v1/requests?limit=2&after=r1"));
        assertThat(second.path("requests")).hasSize(1);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void oneRequestIsShownWithItsParts() throws Exception {
        JsonNode shown = json(get("/api/v1/requests/r1"));
        assertThat(shown.at("/request/request").asText()).isEqualTo("r1");
        assertThat(shown.at("/workUnits/total").asLong()).isZero();
        assertThat(shown.has("drivenBy")).isFalse();
    }

    @Test
    void errorsAreProblemsWithOurCode() throws Exception {
        HttpResponse<String> none = get("/api/v1/requests/no-such");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.headers().firstValue("Content-Type"))
                .hasValueSatisfying(t -> assertThat(t).startsWith("application/problem+json"));
        JsonNode problem = json(none);
        assertThat(problem.path("code").asText()).isEqualTo("not_found");
        assertThat(problem.path("type").asText()).isEqualTo("urn:wms2:error:not_found");
        assertThat(problem.path("status").asInt()).isEqualTo(404);
        assertThat(problem.path("instance").asText()).isEqualTo("/api/v1/requests/no-such");
        assertThat(get("/api/v1/requests?limit=0").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/requests?limit=x").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/requests?status=asleep").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/requests?statsu=held").statusCode()).isEqualTo(400);
        assertThat(json(get("/nowhere")).path("code").asText()).isEqualTo("not_found");
    }

    @Test
    void aDefectSaysNothingOfItsInside() throws Exception {
        HttpResponse<String> defect = get("/api/v1/requests/broken");
        assertThat(defect.statusCode()).isEqualTo(500);
        assertThat(defect.body()).contains("\"internal\"").doesNotContain("secret");
    }

    @Test
    void everyErrorCodeHasAnHttpStatus() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(Problem.of(code, "", "/").status()).isBetween(400, 599);
        }
    }

    @Test
    void aTakenPortIsAConflict() {
        assertThatThrownBy(() -> HttpServer.start(server.port(), List.of()))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("--port");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    /** Three requests, r0 to r2. */
    private static final class Store implements RequestReader {
        private volatile boolean scheddDown;

        @Override
        public List<Request> list(RequestFilter filter) {
            RequestName after = filter.after();
            int from = after == null ? 0 : Integer.parseInt(after.value().substring(1)) + 1;
            return IntStream.range(from, Math.min(3, from + filter.limit()))
                    .mapToObj(i -> Requests.request("r" + i, RequestStatus.ACTIVE))
                    .toList();
        }

        @Override
        public RequestView show(RequestName name) {
            if (name.value().equals("broken")) {
                throw new IllegalStateException("secret");
            }
            if (!name.value().startsWith("r")) {
                throw new Wms2Exception(ErrorCode.NOT_FOUND, "there is no request " + name);
            }
            return new RequestView(
                    Requests.request(name.value(), RequestStatus.ACTIVE),
                    Optional.empty(),
                    List.of(),
                    new WorkUnitCounts(Map.of(), 0, 0, 0),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty());
        }
    }
}
