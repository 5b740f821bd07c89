package org.wms2.condor.dag;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.ports.error.ServiceUnavailableException;

/**
 * The X.509 proxy that jobs carry. A DAG's directory knows its path only ({@code pool.inc}); HTCondor reads it at each
 * submission and start, and again while a job runs. Its private key is never read here.
 *
 * @param file the proxy: certificate, key and chain in PEM
 */
public record JobProxy(Path file) {
    /** Less than this left is worth a word: jobs run for up to a day. */
    public static final Duration SHORT = Duration.ofHours(24);

    /** The submit command. */
    static final String COMMAND = "x509userproxy";

    private static final String SERVICE = "HTCondor";
    private static final String RENEW = "renew it (voms-proxy-init), and look why its renewal does not run";
    private static final Pattern LINE = Pattern.compile("(?m)^" + COMMAND + " = (\\S+)$");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", Pattern.DOTALL);

    /** The one that the jobs of a written directory carry; empty if they carry none. */
    public static Optional<JobProxy> of(Path directory) {
        Path include = directory.resolve(PolicyText.POOL);
        try {
            if (!Files.exists(include)) {
                return Optional.empty();
            }
            Matcher line = LINE.matcher(Files.readString(include));
            return line.find() ? Optional.of(new JobProxy(Path.of(line.group(1)))) : Optional.empty();
        } catch (IOException e) {
            throw new ServiceUnavailableException(SERVICE, "cannot read " + include + ": " + e, e);
        }
    }

    /**
     * When the first certificate of the chain ends.
     *
     * @throws ServiceUnavailableException if the file cannot be read, or holds no certificate
     */
    public Instant end() {
        try {
            return certificates().stream()
                    .map(c -> c.getNotAfter().toInstant())
                    .min(Instant::compareTo)
                    .orElseThrow(() -> refused("holds no certificate: expected a proxy in PEM form", null));
        } catch (IOException e) {
            throw refused("cannot be read (" + e.getClass().getSimpleName() + ")", e);
        } catch (CertificateException | IllegalArgumentException e) {
            throw refused("holds a certificate that cannot be read", e);
        }
    }

    /**
     * Returns if jobs can be submitted with it: condor_submit refuses an expired one, and DAGMan would fail the node.
     *
     * @throws ServiceUnavailableException if not: once it has been renewed, all goes on
     */
    public void require(Instant now) {
        Instant end = end();
        if (!end.isAfter(now)) {
            throw refused("ended at " + end, null);
        }
    }

    /** What a person should know of one that is still good; empty if nothing. */
    public Optional<String> warning(Instant now) {
        require(now);
        Duration left = Duration.between(now, end());
        if (left.compareTo(SHORT) < 0) {
            return Optional.of(
                    "ends in " + left.toHours() + " h " + left.toMinutesPart() + " min: look whether its renewal runs");
        }
        return mode();
    }

    /** Some services refuse a proxy that others may read (xrootd, predecessor's war story 2). */
    private Optional<String> mode() {
        try {
            boolean open = Files.getPosixFilePermissions(file).stream()
                    .anyMatch(p -> p != PosixFilePermission.OWNER_READ && p != PosixFilePermission.OWNER_WRITE);
            return open ? Optional.of("may be read by others: chmod 600 " + file) : Optional.empty();
        } catch (IOException e) {
            throw refused("cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private List<X509Certificate> certificates() throws IOException, CertificateException {
        List<X509Certificate> chain = new ArrayList<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Matcher block = CERTIFICATE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (block.find()) {
            byte[] der = Base64.getMimeDecoder().decode(block.group(1));
            if (factory.generateCertificate(new ByteArrayInputStream(der)) instanceof X509Certificate certificate) {
                chain.add(certificate);
            }
        }
        return chain;
    }

    private ServiceUnavailableException refused(String what, @org.jspecify.annotations.Nullable Throwable cause) {
        return new ServiceUnavailableException(SERVICE, "the jobs' proxy " + file + " " + what + ": " + RENEW, cause);
    }
}
