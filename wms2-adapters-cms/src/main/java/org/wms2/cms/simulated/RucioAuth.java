package org.wms2.cms.simulated;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Rucio's tokens (contracts/cms.md 4.1): good for an hour, forgotten at a restart. Thread-safe. */
final class RucioAuth {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final SimulatedCms cms;
    private final Map<String, Long> tokens = new ConcurrentHashMap<>();

    RucioAuth(SimulatedCms cms) {
        this.cms = cms;
    }

    /** GET /auth/userpass. */
    void userPass(Context ctx) {
        boolean right = SimulatedCms.RUCIO_ACCOUNT.equals(ctx.header("X-Rucio-Username"))
                && SimulatedCms.RUCIO_PASSWORD.equals(ctx.header("X-Rucio-Password"))
                && SimulatedCms.RUCIO_ACCOUNT.equals(ctx.header("X-Rucio-Account"));
        if (!right) {
            throw ServiceError.rucio(
                    401,
                    "CannotAuthenticate",
                    "Cannot authenticate to account " + ctx.header("X-Rucio-Account") + " with given credentials");
        }
        String token =
                SimulatedCms.RUCIO_ACCOUNT + "-" + UUID.randomUUID().toString().replace("-", "");
        long expires = cms.now() + LIFE.toMillis();
        tokens.put(token, expires);
        ctx.header("X-Rucio-Auth-Token", token)
                .header("X-Rucio-Auth-Token-Expires", date(expires))
                .header("X-Rucio-Auth-Account", SimulatedCms.RUCIO_ACCOUNT)
                .contentType("application/octet-stream")
                .result("");
    }

    /** What GET /auth/x509 comes to: without TLS there is no certificate. */
    static ServiceError noCertificate() {
        return ServiceError.rucio(401, "CannotAuthenticate", "Cannot authenticate without a client certificate");
    }

    void check(Context ctx) {
        String token = ctx.header("X-Rucio-Auth-Token");
        if (token == null) {
            throw ServiceError.rucio(400, "ValueError", "Token must be set.");
        }
        if (tokens.getOrDefault(token, 0L) <= cms.now()) {
            throw ServiceError.rucio(401, "CannotAuthenticate", "Cannot authenticate with given credentials");
        }
    }

    static String date(long millis) {
        return DATE.format(Instant.ofEpochMilli(millis));
    }
}
