package org.wms2.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wms2.domain.RequestView;
import org.wms2.domain.why.Blockage;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.RequestFilter;
import org.wms2.ports.store.SampleRows;
import org.wms2.server.Rows;
import org.wms2.server.wiring.Check;

/** The server as a client sees it, over rows of our own. */
@Timeout(60)
class HttpServerTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<String> trouble = new AtomicReference<>("");
    private final List<Request> rows = IntStream.rangeClosed(1, 5)
            .mapToObj(i -> SampleRows.request("r" + i, i == 3 ? RequestStatus.HELD : RequestStatus.ACTIVE))
            .toList();
    private HttpServer server = HttpServer.start(0, List.of());

    @BeforeEach
    void start() {
        server.close();
        List<Check> checks = List.of(new Check("database", () -> {}), new Check("HTCondor", this::schedd));
        server = HttpServer.start(
                0, List.of(new HealthRoutes(checks), new RequestRoutes(reader()), new WhyRoutes(this::why)));
    }

    @AfterEach
    void stop() {
        // The client first: a stop waits for connections that are kept alive.
        client.close();
        server.close();
    }

    private void schedd() {
        if (!trouble.get().isEmpty()) {
            throw new IllegalStateException(trouble.get());
        }
    }

    private Blockage why(RequestName name) {
        Request request = reader().show(name).request();
        return new Blockage(
                name,
                request.status(),
                Cause.PRIORITY,
                Cause.PRIORITY.owner(),
                "3 requests come before this one",
                List.of("slots taken: 9 of 10"),
                SampleRows.T0,
                null,
                "wms2 priority r1 5");
    }

    private RequestReader reader() {
        return new RequestReader() {
            @Override
            public List<Request> list(RequestFilter filter) {
                return rows.stream()
                        .filter(r -> filter.status() == null || r.status() == filter.status())
                        .dropWhile(r -> filter.after() != null
                                && r.name().value().compareTo(filter.after().value()) <= 0)
                        .limit(filter.limit())
                        .toList();
            }

            @Override
            public RequestView show(RequestName name) {
                if (name.value().equals("defect")) {
                    throw new IllegalStateException("the inside of the server");
                }
                return rows.stream()
                        .filter(r -> r.name().equals(name))
                        .findFirst()
                        .map(Rows::view)
                        .orElseThrow(() -> new Wms2Exception(ErrorCode.NOT_FOUND, "no request " + name));
            }
        };
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(t -> assertThat(t).startsWith("application/json"));
        return MAPPER.readTree(response.body());
    }

    private JsonNode problem(HttpResponse<String> response, int status, ErrorCode code) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(t -> assertThat(t).startsWith("application/problem+json"));
        JsonNode problem = MAPPER.readTree(response.body());
        String word = code.name().toLowerCase(java.util.Locale.ROOT);
        assertThat(problem.path("type").asText()).isEqualTo("urn:wms2:error:" + word);
        assertThat(problem.path("code").asText()).isEqualTo(word);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
        return problem;
    }

    @Test
    void whyOfARequestIsItsBlockage() throws Exception {
        JsonNode why = json("/api/v1/requests/r1/why");

        assertThat(why.path("cause").asText()).isEqualTo("priority");
        assertThat(why.path("owner").asText()).isEqualTo("admission");
        assertThat(why.path("evidence").path(0).asText()).isEqualTo("slots taken: 9 of 10");
        assertThat(why.path("command").asText()).isEqualTo("wms2 priority r1 5");
        assertThat(why.has("nextTry")).isFalse();
        problem(get("/api/v1/requests/nobody/why"), 404, ErrorCode.NOT_FOUND);
    }

    @Test
    void isLiveWhateverElseIsDown() throws Exception {
        trouble.set("schedd down");

        assertThat(json("/health/live").path("status").asText()).isEqualTo("live");
    }

    @Test
    void isReadyIfEverythingThatItNeedsAnswers() throws Exception {
        JsonNode ready = json("/health/ready");

        assertThat(ready.path("status").asText()).isEqualTo("ready");
        assertThat(ready.path("checks").findValuesAsText("name")).containsExactly("database", "HTCondor");
    }

    @Test
    void isNotReadyAndSaysWhyIfSomethingDoesNotAnswer() throws Exception {
        trouble.set("the schedd does not answer: look at its log");

        HttpResponse<String> response = get("/health/ready");

        assertThat(response.statusCode()).isEqualTo(503);
        JsonNode answer = MAPPER.readTree(response.body());
        assertThat(answer.path("status").asText()).isEqualTo("not ready");
        assertThat(answer.path("checks").path(0).path("ok").asBoolean()).isTrue();
        assertThat(answer.path("checks").path(1).path("ok").asBoolean()).isFalse();
        assertThat(answer.path("checks").path(1).path("detail").asText())
                .isEqualTo("the schedd does not answer: look at its log");
    }

    @Test
    void theListIsPagedToItsEnd() throws Exception {
        JsonNode first = json("/api/v1/requests?limit=3");
        assertThat(first.path("requests").findValuesAsText("request")).containsExactly("r1", "r2", "r3");
        assertThat(first.path("next").asText()).isEqualTo("r3");

        JsonNode second = json("/api/v1/requests?limit=3&after=r3");
        assertThat(second.path("requests").findValuesAsText("request")).containsExactly("r4", "r5");
        assertThat(second.has("next")).as("the last page names no next").isFalse();
    }

    @Test
    void theListCanBeOfOneStatus() throws Exception {
        JsonNode held = json("/api/v1/requests?status=Held");

        assertThat(held.path("requests").findValuesAsText("request")).containsExactly("r3");
        assertThat(held.path("requests").path(0).path("status").asText()).isEqualTo("held");
    }

    @Test
    void aParameterThatMeansNothingIsRefused() throws Exception {
        for (String query : List.of("limt=3", "limit=three", "limit=0", "limit=1001", "status=sleeping", "after=a/b")) {
            JsonNode problem = problem(get("/api/v1/requests?" + query), 400, ErrorCode.INPUT_REFUSED);
            assertThat(problem.path("detail").asText()).as(query).contains("accepted is");
        }
    }

    @Test
    void oneRequestIsShownWithItsParts() throws Exception {
        JsonNode shown = json("/api/v1/requests/r1");

        assertThat(shown.path("request").path("request").asText()).isEqualTo("r1");
        assertThat(shown.path("request").path("createdAt").asText()).isEqualTo(SampleRows.T0.toString());
        assertThat(shown.path("workUnits").path("total").asLong()).isEqualTo(4);
        assertThat(shown.path("workUnits").path("byStatus").path("merged").asLong())
                .isEqualTo(3);
        assertThat(shown.path("dags").size()).isEqualTo(1);
        assertThat(shown.path("outputs").path(0).path("dataset").asText()).isEqualTo(SampleRows.AOD.value());
        assertThat(shown.path("transitions").path(0).path("why").asText()).isEqualTo("imported");
        assertThat(shown.path("drivenBy").asText()).isEqualTo("me@here/1/2");
    }

    @Test
    void aRequestThatIsNotThereIsAProblemWithTheErrorsCode() throws Exception {
        JsonNode problem = problem(get("/api/v1/requests/nobody"), 404, ErrorCode.NOT_FOUND);

        assertThat(problem.path("detail").asText()).isEqualTo("no request nobody");
        assertThat(problem.path("instance").asText()).isEqualTo("/api/v1/requests/nobody");
    }

    @Test
    void aPathThatIsNotThereIsAProblemToo() throws Exception {
        problem(get("/api/v2/requests"), 404, ErrorCode.NOT_FOUND);
    }

    @Test
    void aMethodThatIsNotTakenIsAProblemToo() throws Exception {
        HttpRequest delete = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/requests/r1"))
                .DELETE()
                .build();

        problem(client.send(delete, BodyHandlers.ofString()), 405, ErrorCode.USAGE);
    }

    @Test
    void aDefectTellsNothingOfItsInside() throws Exception {
        JsonNode problem = problem(get("/api/v1/requests/defect"), 500, ErrorCode.INTERNAL);

        assertThat(problem.path("detail").asText()).doesNotContain("inside").contains("log");
    }

    @Test
    void everyErrorCodeHasAStatusOfItsKind() {
        for (ErrorCode code : ErrorCode.values()) {
            int status = Problem.of(code, "", "/").status();
            switch (code.category()) {
                case USER -> assertThat(status).isBetween(400, 501);
                case EXTERNAL -> assertThat(status).isBetween(502, 503);
                case INTERNAL -> assertThat(status).isEqualTo(500);
            }
            assertThat(status == 503).as(code + " can be tried again").isEqualTo(code.retryable());
        }
    }

    @Test
    void aTakenPortIsToldWithTheWayOut() {
        assertThatThrownBy(() -> HttpServer.start(server.port(), List.of()))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContainingAll(String.valueOf(server.port()), "--port");
    }

    @Test
    void listensOnTheLoopbackAlone() throws Exception {
        assertThat(server.url()).startsWith("http://127.0.0.1:");
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : each.inetAddresses().toList()) {
                if (!address.isLoopbackAddress()) {
                    assertThatThrownBy(() -> new Socket(address, server.port()).close())
                            .as(address.toString())
                            .isInstanceOf(IOException.class);
                }
            }
        }
    }

    @Test
    void aStopLetsARunningCallEndAndTakesNoOther() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        HttpServer stopped = HttpServer.start(
                0,
                List.of(routes -> routes.get("/slow", context -> {
                    begun.countDown();
                    assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
                    context.result("done");
                })));
        URI slow = URI.create(stopped.url() + "/slow");
        CompletableFuture<HttpResponse<String>> running =
                client.sendAsync(HttpRequest.newBuilder(slow).build(), BodyHandlers.ofString());
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        Thread stop = Thread.ofVirtual().start(stopped::close);
        while (accepts(slow)) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        gate.countDown();
        stop.join();

        assertThat(running.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
    }

    private static boolean accepts(URI uri) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }
}
