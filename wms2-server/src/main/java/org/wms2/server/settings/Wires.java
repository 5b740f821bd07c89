package org.wms2.server.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which outside services are used, and with what credentials.
 *
 * @param dbUrl a PostgreSQL of one's own; empty: the embedded one of the local profile
 * @param reqMgr2 and the other services: set in the production profile only
 */
public record Wires(
        Profile profile,
        Optional<String> dbUrl,
        Optional<URI> reqMgr2,
        Optional<URI> dbs,
        Optional<URI> rucio,
        Optional<URI> cric,
        Optional<Path> proxy,
        Optional<Path> cert,
        Optional<Path> key,
        Optional<Path> caPath) {

    public static final Setting<Profile> PROFILE = Setting.of(
            "profile",
            "local or production",
            "Which implementations are used; production as soon as a service's URL is given",
            "local",
            Profile::of);
    public static final Setting<String> DB_URL = new Setting<>(
            "db-url",
            "jdbc:postgresql://host:port/database?user=...&password=...",
            "A PostgreSQL of one's own instead of the embedded one",
            null,
            true,
            Wires::jdbc);
    public static final Setting<URI> REQMGR2_URL = service("reqmgr2-url", "ReqMgr2");
    public static final Setting<URI> DBS_URL = service("dbs-url", "DBS");
    public static final Setting<URI> RUCIO_URL = service("rucio-url", "Rucio");
    public static final Setting<URI> CRIC_URL = service("cric-url", "CRIC");
    public static final Setting<Path> PROXY = file("proxy", "X.509 proxy, certificate and key in one file");
    public static final Setting<Path> CERT = file("cert", "X.509 certificate");
    public static final Setting<Path> KEY = file("key", "Private key of the certificate");
    public static final Setting<Path> CA_PATH = file("ca-path", "Directory or file with the accepted authorities");

    static final List<Setting<?>> ALL =
            List.of(PROFILE, DB_URL, REQMGR2_URL, DBS_URL, RUCIO_URL, CRIC_URL, PROXY, CERT, KEY, CA_PATH);

    /** The wires that settings give. */
    public static Wires of(Settings settings) {
        boolean elsewhere = settings.isGiven(REQMGR2_URL)
                || settings.isGiven(DBS_URL)
                || settings.isGiven(RUCIO_URL)
                || settings.isGiven(CRIC_URL);
        Profile profile = elsewhere && !settings.isGiven(PROFILE) ? Profile.PRODUCTION : settings.get(PROFILE);
        return new Wires(
                profile,
                settings.find(DB_URL),
                settings.find(REQMGR2_URL),
                settings.find(DBS_URL),
                settings.find(RUCIO_URL),
                settings.find(CRIC_URL),
                settings.find(PROXY),
                settings.find(CERT),
                settings.find(KEY),
                settings.find(CA_PATH));
    }

    private static Setting<URI> service(String key, String name) {
        return Setting.of(key, "an http or https URL", "Where " + name + " is", null, Readers::service);
    }

    private static Setting<Path> file(String key, String purpose) {
        return Setting.of(key, "a file or directory", purpose, null, Readers::path);
    }

    private static String jdbc(String text) {
        if (text.startsWith("postgresql://") || text.startsWith("postgres://")) {
            return "jdbc:postgresql://" + text.substring(text.indexOf("//") + 2);
        }
        if (!text.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("a PostgreSQL URL");
        }
        return text;
    }
}
