package org.wms2.cli.commands;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.Credentials;
import org.wms2.cli.app.Talk;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.server.settings.Profile;
import org.wms2.server.settings.Settings;
import org.wms2.server.settings.Wires;
import picocli.CommandLine.Option;

/** Who we are towards CMS's services. */
final class CredentialOptions {
    @Option(names = "--proxy", paramLabel = "FILE", description = "X.509 proxy: certificate and key in one file.")
    private @Nullable String proxy;

    @Option(names = "--cert", paramLabel = "FILE", description = "X.509 certificate (with --key).")
    private @Nullable String cert;

    @Option(names = "--key", paramLabel = "FILE", description = "Private key of the certificate.")
    private @Nullable String key;

    @Option(names = "--ca-path", paramLabel = "PATH", description = "Directory or file of accepted authorities.")
    private @Nullable String caPath;

    void put(Map<String, String> flags) {
        CommonOptions.put(flags, "proxy", proxy);
        CommonOptions.put(flags, "cert", cert);
        CommonOptions.put(flags, "key", key);
        CommonOptions.put(flags, "ca-path", caPath);
    }

    /** Checks what settings name: readable, not expired. Says so if it is not used. */
    static void check(Settings settings, Talk talk, Instant now) {
        Wires wires = Wires.of(settings);
        if (wires.cert().isPresent() != wires.key().isPresent()) {
            throw new Wms2Exception(ErrorCode.USAGE, "--cert and --key: found one alone, give both (or --proxy)");
        }
        wires.proxy().ifPresent(file -> Credentials.certificate("--proxy", file, now));
        wires.cert().ifPresent(file -> Credentials.certificate("--cert", file, now));
        wires.key().ifPresent(file -> Credentials.readable("--key", file));
        wires.caPath().ifPresent((Path path) -> Credentials.readable("--ca-path", path));
        boolean any = wires.proxy().isPresent()
                || wires.cert().isPresent()
                || wires.caPath().isPresent();
        if (any && wires.profile() == Profile.LOCAL) {
            talk.line("credentials are good, and unused: the CMS services are simulated");
        }
    }
}
