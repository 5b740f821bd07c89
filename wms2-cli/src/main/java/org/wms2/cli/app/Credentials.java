package org.wms2.cli.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** Checks of certificates, proxies and keys before anything is done with them. Keys are never read further than that. */
public final class Credentials {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);
    private static final long MAX_BYTES = 1_000_000;

    private Credentials() {}

    /** Fails with USAGE if a file or directory cannot be read. */
    public static void readable(String flag, Path path) {
        if (!Files.isReadable(path)) {
            throw new Wms2Exception(
                    ErrorCode.USAGE,
                    flag + ": " + path + (Files.exists(path) ? " is not readable" : " does not exist") + " for "
                            + System.getProperty("user.name", "this account") + "; give one that is");
        }
    }

    /** Fails with USAGE if a file holds no certificate, with NOT_ALLOWED if one of its chain has expired. */
    public static void certificate(String flag, Path file, Instant now) {
        readable(flag, file);
        int found = 0;
        for (Certificate certificate : chain(flag, file)) {
            found++;
            if (certificate instanceof X509Certificate x509
                    && x509.getNotAfter().toInstant().isBefore(now)) {
                throw new Wms2Exception(
                        ErrorCode.NOT_ALLOWED,
                        flag + ": " + file + " expired at " + x509.getNotAfter().toInstant() + " ("
                                + x509.getSubjectX500Principal() + "): get a new one");
            }
        }
        if (found == 0) {
            throw new Wms2Exception(
                    ErrorCode.USAGE, flag + ": " + file + " holds no certificate in PEM form; give a file that does");
        }
    }

    private static Collection<? extends Certificate> chain(String flag, Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new Wms2Exception(ErrorCode.USAGE, flag + ": " + file + " is too large for a certificate");
            }
            StringBuilder blocks = new StringBuilder();
            Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                blocks.append(matcher.group()).append('\n');
            }
            byte[] bytes = blocks.toString().getBytes(StandardCharsets.ISO_8859_1);
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
        } catch (IOException | CertificateException e) {
            throw new Wms2Exception(
                    ErrorCode.USAGE,
                    flag + ": " + file + " cannot be read as certificates (" + e.getMessage() + ")",
                    e);
        }
    }
}
