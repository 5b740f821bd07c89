package org.wms2.cms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.system.Call;
import org.wms2.ports.system.Call.Outcome;

class ServiceClientTest {

    private static final HttpSettings SETTINGS = new HttpSettings(
            Duration.ofSeconds(2),
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            3,
            Duration.ofMillis(2),
            5,
            Duration.ofMillis(200),
            1000);

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private final HttpServer server = server();
    private final ServiceClient client = new ServiceClient("Service", SETTINGS, null, calls::add);

    @AfterEach
    void close() {
        never.countDown();
        client.close();
        server.stop(0);
    }

    @Test
    void aCallThatMayBeRepeatedIsTriedAgain() {
        serve(exchange -> answer(exchange, asked.incrementAndGet() < 3 ? 503 : 200, "good"));

        assertThat(get()).isEqualTo("good");
        assertThat(calls)
                .extracting(Call::outcome)
                .containsExactly(Outcome.UNAVAILABLE, Outcome.UNAVAILABLE, Outcome.OK);
        assertThat(calls).allSatisfy(c -> {
            assertThat(c.target()).isEqualTo("Service");
            assertThat(c.operation()).isEqualTo("get");
            assertThat(c.time()).isPositive();
        });
    }

    @Test
    void aCallThatMayNotBeRepeatedIsTriedOnce() {
        serve(exchange -> answer(exchange, 503, "busy"));

        assertThatThrownBy(() -> client.call(
                        new Exchange("post", "POST", at("/"), Map.of(), "{}", false), ServiceClientTest::text))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("HTTP 503: busy");
        assertThat(calls).hasSize(1);
    }

    @Test
    void aRefusalIsNotTriedAgain() {
        serve(exchange -> answer(exchange, 400, "<html><b>no</b>\n such thing</html>"));

        assertThatThrownBy(this::get)
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("HTTP 400: no such thing");
        assertThat(calls).extracting(Call::outcome).containsExactly(Outcome.REFUSED);
    }

    @Test
    void silenceEndsInTime() {
        serve(exchange -> waitForever());

        assertThatThrownBy(this::get)
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("no answer in time");
        assertThat(calls).hasSize(3).allMatch(c -> c.outcome() == Outcome.TIMEOUT);
    }

    @Test
    void aBodyThatStopsHalfwayEndsInTime() {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            waitForever();
        });

        assertThatThrownBy(this::get)
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("no answer in time");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        serve(exchange -> answer(exchange, 200, "x".repeat(1001)));

        assertThatThrownBy(this::get)
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("larger than 1000 bytes");
    }

    @Test
    void aBodyMayBeCompressedAndIsMeasuredAsItUnfolds() {
        serve(exchange -> compressed(exchange, "good"));
        assertThat(get()).isEqualTo("good");

        serve(exchange -> compressed(exchange, "x".repeat(100_000)));
        assertThatThrownBy(this::get).isInstanceOf(ServiceRefusedException.class);
    }

    @Test
    void aRedirectIsNotFollowed() {
        serve(exchange -> {
            exchange.getResponseHeaders().add("Location", "https://login.example.org/");
            answer(exchange, 302, "");
        });

        assertThatThrownBy(this::get)
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("redirected to https://login.example.org/");
    }

    @Test
    void nobodyThereIsSaidAndThenTheServiceIsLeftAloneForAWhile() throws InterruptedException {
        server.stop(0);

        assertThatThrownBy(this::get).hasMessageContaining("no connection");
        assertThatThrownBy(this::get).isInstanceOf(ServiceUnavailableException.class);
        int before = calls.size();
        assertThatThrownBy(this::get)
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("not asked, because it did not answer 5 times");
        assertThat(calls).hasSize(before);

        Thread.sleep(SETTINGS.breakerPause().plusMillis(50));
        assertThatThrownBy(this::get).isInstanceOf(ServiceUnavailableException.class);
        assertThat(calls).hasSizeGreaterThan(before);
    }

    private String get() {
        return client.call(Exchange.get("get", at("/x"), Map.of()), ServiceClientTest::text);
    }

    private static String text(Reply reply) throws IOException {
        if (reply.status() != 200) {
            throw Failures.of("Service", "get", reply, "");
        }
        return reply.text();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void serve(Handler handler) {
        if (asked.get() < 0) {
            throw new IllegalStateException();
        }
        try {
            server.removeContext("/");
        } catch (IllegalArgumentException e) {
            asked.set(0);
        }
        server.createContext("/", handler::handle);
    }

    private void waitForever() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void compressed(HttpExchange exchange, String body) throws IOException {
        exchange.getResponseHeaders().add("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        exchange.close();
    }

    private static HttpServer server() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
