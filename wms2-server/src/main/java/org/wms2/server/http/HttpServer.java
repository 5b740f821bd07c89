package org.wms2.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * The server: a row of {@link Routes} on the loopback. Every error, of ours or of HTTP itself, is answered as problem
 * JSON; a defect says nothing of its inside, which is in the log.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final long MAX_BODY = 1_000_000;
    private static final long STOP_MILLIS = 5_000;
    private static final int SERVER_ERROR = 500;

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts; returns when it listens.
     *
     * @param port 0 takes a free one
     * @throws Wms2Exception with code CONFLICT if the port is taken
     */
    public static HttpServer start(int port, List<Routes> routes) {
        Javalin javalin = Javalin.create(config -> configure(config, routes));
        try {
            javalin.start(LOOPBACK, port);
        } catch (RuntimeException e) {
            javalin.stop();
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    "port " + port + " on " + LOOPBACK + " cannot be listened on (" + e.getMessage()
                            + "): choose another with --port (0: a free one)",
                    e);
        }
        return new HttpServer(javalin);
    }

    /** Where it listens. */
    public int port() {
        return javalin.port();
    }

    /** Its base URL. */
    public String url() {
        return "http://" + LOOPBACK + ":" + port();
    }

    /** Takes no more calls and lets the running ones end, for at most 5 s. */
    @Override
    public void close() {
        javalin.stop();
    }

    private static void configure(JavalinConfig config, List<Routes> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = MAX_BODY;
        config.http.prefer405over404 = true;
        config.jetty.modifyServer(server -> server.setStopTimeout(STOP_MILLIS));
        routes.forEach(resource -> resource.register(config.routes));
        config.routes.exception(Wms2Exception.class, HttpServer::refused);
        config.routes.exception(HttpResponseException.class, HttpServer::http);
        config.routes.exception(Exception.class, HttpServer::defect);
    }

    private static void refused(Wms2Exception error, Context context) {
        LOG.debug("{} {}: {}", context.method(), context.path(), error.text());
        Answers.problem(context, Problem.of(error, context.path()));
    }

    private static void http(HttpResponseException error, Context context) {
        int status = error.getStatus();
        ErrorCode code =
                status == 404 ? ErrorCode.NOT_FOUND : status >= SERVER_ERROR ? ErrorCode.INTERNAL : ErrorCode.USAGE;
        Problem plain = Problem.of(code, text(error.getMessage()), context.path());
        Answers.problem(
                context,
                new Problem(plain.type(), plain.title(), status, plain.detail(), plain.instance(), plain.code()));
    }

    private static void defect(Exception error, Context context) {
        LOG.error("{} {} failed", context.method(), context.path(), error);
        Answers.problem(
                context, Problem.of(ErrorCode.INTERNAL, "the log of the server has the details", context.path()));
    }

    private static String text(@Nullable String message) {
        return message == null ? "" : message;
    }
}
