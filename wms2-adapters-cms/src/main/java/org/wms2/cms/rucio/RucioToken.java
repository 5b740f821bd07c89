package org.wms2.cms.rucio;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.wms2.cms.http.Exchange;
import org.wms2.cms.http.Reply;
import org.wms2.cms.http.ServiceClient;
import org.wms2.cms.http.Uris;
import org.wms2.ports.error.ServiceRefusedException;

/**
 * Rucio's token: asked for once, renewed 5 minutes before it ends or when Rucio no longer takes it (contracts/cms.md
 * 4.1). Thread-safe.
 */
final class RucioToken {

    /** RFC 1123's shape, but with UTC for GMT. */
    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Duration MARGIN = Duration.ofMinutes(5);
    private static final Duration UNKNOWN_LIFE = Duration.ofMinutes(30);

    private final ServiceClient client;
    private final URI authHost;
    private final RucioCredentials credentials;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Token token;

    RucioToken(ServiceClient client, URI authHost, RucioCredentials credentials, InstantSource clock) {
        this.client = client;
        this.authHost = authHost;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** A token that is good for some minutes. */
    String value() {
        asking.lock();
        try {
            Token known = token;
            if (known != null && clock.instant().isBefore(known.expires().minus(MARGIN))) {
                return known.value();
            }
            Token fresh = ask();
            token = fresh;
            return fresh.value();
        } finally {
            asking.unlock();
        }
    }

    /** Forgets a token that Rucio no longer takes. */
    void refused(String value) {
        asking.lock();
        try {
            Token known = token;
            if (known != null && known.value().equals(value)) {
                token = null;
            }
        } finally {
            asking.unlock();
        }
    }

    private Token ask() {
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Rucio-Account", credentials.account());
        headers.put("X-Rucio-AppID", "wms2");
        String path = switch (credentials) {
            case RucioCredentials.X509 x509 -> "/auth/x509";
            case RucioCredentials.UserPass user -> {
                headers.put("X-Rucio-Username", user.user());
                headers.put("X-Rucio-Password", user.password());
                yield "/auth/userpass";
            }
        };
        return client.call(Exchange.get("auth", Uris.of(authHost, path), headers), this::read);
    }

    private Token read(Reply reply) throws IOException {
        if (reply.status() != 200) {
            throw RucioError.read(reply).exception(client.service(), "auth", reply);
        }
        String value = reply.header("X-Rucio-Auth-Token");
        if (value.isEmpty()) {
            throw new ServiceRefusedException(client.service(), "auth answered 200 without X-Rucio-Auth-Token");
        }
        return new Token(value, expires(reply.header("X-Rucio-Auth-Token-Expires")));
    }

    private Instant expires(String header) {
        try {
            return DATE.parse(header, Instant::from);
        } catch (DateTimeParseException e) {
            return clock.instant().plus(UNKNOWN_LIFE);
        }
    }

    private record Token(String value, Instant expires) {}
}
