package org.wms2.cms.http;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.system.Call;
import org.wms2.ports.system.Call.Outcome;
import org.wms2.ports.system.CallObserver;

/**
 * The client of one service: HTTP/1.1, time limits for connection, first byte and body, gzip, a size limit, bounded
 * retries with jitter of calls that may be repeated, and a circuit breaker that leaves a dead service alone for a while.
 * Every attempt is reported to the observer. Redirects are not followed. Thread-safe.
 */
public final class ServiceClient implements AutoCloseable {

    private final String service;
    private final HttpSettings settings;
    private final CallObserver observer;
    private final HttpClient http;
    private final FailsafeExecutor<Object> once;
    private final FailsafeExecutor<Object> repeated;

    /** A client; without TLS context the JDK's default one is used for https. */
    public ServiceClient(String service, HttpSettings settings, @Nullable SSLContext tls, CallObserver observer) {
        this.service = service;
        this.settings = settings;
        this.observer = observer;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connect());
        this.http = (tls == null ? builder : builder.sslContext(tls)).build();
        CircuitBreaker<Object> breaker = CircuitBreaker.builder()
                .handle(ServiceUnavailableException.class)
                .withFailureThreshold(settings.breakerFailures())
                .withDelay(settings.breakerPause())
                .build();
        RetryPolicy<Object> retry = RetryPolicy.builder()
                .handle(ServiceUnavailableException.class)
                .withMaxAttempts(settings.attempts())
                .withBackoff(settings.firstDelay(), settings.firstDelay().multipliedBy(20))
                .withJitter(0.25)
                .build();
        this.once = Failsafe.with(breaker);
        this.repeated = Failsafe.with(retry).compose(breaker);
    }

    /** The service's name, as messages have it. */
    public String service() {
        return service;
    }

    /**
     * Calls and reads the answer.
     *
     * @throws ServiceUnavailableException if there was no answer, or the reader says so; its effect is unknown
     * @throws ServiceRefusedException if the reader says so
     */
    public <T> T call(Exchange exchange, ReplyReader<T> reader) {
        try {
            return (exchange.repeatable() ? repeated : once).get(() -> attempt(exchange, reader));
        } catch (CircuitBreakerOpenException e) {
            Duration pause = e.getCircuitBreaker().getRemainingDelay();
            throw new ServiceUnavailableException(
                    service,
                    "not asked, because it did not answer " + settings.breakerFailures()
                            + " times in a row; asked again in " + Math.max(1, pause.toSeconds()) + " s",
                    e);
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new ServiceUnavailableException(service, exchange.operation() + " was interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private <T> T attempt(Exchange exchange, ReplyReader<T> reader) {
        long start = System.nanoTime();
        Outcome outcome = Outcome.OK;
        try {
            return exchanged(exchange, reader);
        } catch (ServiceRefusedException e) {
            outcome = Outcome.REFUSED;
            throw e;
        } catch (ServiceUnavailableException e) {
            outcome = Outcome.UNAVAILABLE;
            throw e;
        } catch (HttpTimeoutException e) {
            outcome = Outcome.TIMEOUT;
            throw new ServiceUnavailableException(service, said(exchange, "no answer in time"), e);
        } catch (LimitedStream.TooLargeException e) {
            outcome = Outcome.REFUSED;
            throw new ServiceRefusedException(service, said(exchange, e.getMessage()));
        } catch (ConnectException e) {
            outcome = Outcome.UNAVAILABLE;
            throw new ServiceUnavailableException(service, said(exchange, "no connection"), e);
        } catch (IOException e) {
            outcome = Outcome.UNAVAILABLE;
            throw new ServiceUnavailableException(service, said(exchange, e.getMessage()), e);
        } catch (InterruptedException e) {
            outcome = Outcome.UNAVAILABLE;
            Thread.currentThread().interrupt();
            throw new ServiceUnavailableException(service, said(exchange, "interrupted"), e);
        } finally {
            observer.observed(
                    new Call(service, exchange.operation(), outcome, Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    private <T> T exchanged(Exchange exchange, ReplyReader<T> reader) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request(exchange), BodyHandlers.ofInputStream());
        InputStream raw = response.body();
        AtomicBoolean expired = new AtomicBoolean();
        CompletableFuture<Void> watch = new CompletableFuture<Void>()
                .completeOnTimeout(null, settings.wholeBody().toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> watched = watch.thenRun(() -> expire(expired, raw));
        try (raw) {
            boolean gzip =
                    response.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
            InputStream plain = new LimitedStream(gzip ? new GZIPInputStream(raw) : raw, settings.maxBytes());
            return reader.read(new Reply(response.statusCode(), response.headers(), plain));
        } catch (IOException e) {
            throw expired.get() ? (HttpTimeoutException) new HttpTimeoutException("body").initCause(e) : e;
        } finally {
            watched.cancel(false);
            watch.cancel(false);
        }
    }

    private static void expire(AtomicBoolean expired, InputStream raw) {
        expired.set(true);
        try {
            raw.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private HttpRequest request(Exchange exchange) {
        byte[] body = exchange.bodyBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(exchange.uri())
                .timeout(settings.firstByte())
                .header("User-Agent", "wms2")
                .header("Accept-Encoding", "gzip")
                .method(exchange.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        exchange.headers().forEach(request::header);
        return request.build();
    }

    private static String said(Exchange exchange, @Nullable String words) {
        return exchange.operation() + " at " + exchange.uri().getHost() + ":"
                + exchange.uri().getPort() + ": " + (words == null ? "the connection broke" : words);
    }
}
