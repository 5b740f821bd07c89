package org.wms2.cms.http;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.InputRefusedException;

/**
 * Who we are and whom we trust, from PEM files: a grid proxy, or a certificate with its key, and certificate
 * authorities from a file or a directory such as {@code /etc/grid-security/certificates}. Everything is optional; what
 * is given must be readable and in its time.
 *
 * @param proxy a proxy file (certificate, key, chain); excludes certificate and key
 * @param certificate goes with key
 * @param caPath a PEM file, or a directory of files {@code *.pem}, {@code *.crt}, {@code *.0}; null: the JDK's
 */
public record TlsFiles(
        @Nullable Path proxy,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path caPath) {

    /** No client certificate, the JDK's authorities. */
    public static final TlsFiles NONE = new TlsFiles(null, null, null, null);

    public TlsFiles {
        if (proxy != null && (certificate != null || key != null)) {
            throw new InputRefusedException("--proxy", "--proxy with --cert or --key", "one of the two ways");
        }
        if ((certificate == null) != (key == null)) {
            throw new InputRefusedException(
                    certificate == null ? "--cert" : "--key", "", "both --cert and --key, or neither");
        }
    }

    /** When our certificate ends; empty without one. */
    public Optional<Instant> expiry(InstantSource clock) {
        return client(clock)
                .map(c -> c.chain().stream()
                        .map(x -> x.getNotAfter().toInstant())
                        .min(Instant::compareTo)
                        .orElseThrow());
    }

    /**
     * The context for a client; null if no file is given.
     *
     * @throws InputRefusedException for a file that cannot be read, is out of its time, or does not fit the other
     */
    public @Nullable SSLContext context(InstantSource clock) {
        Optional<Client> client = client(clock);
        if (client.isEmpty() && caPath == null) {
            return null;
        }
        try {
            KeyManager[] keys = client.map(c -> new KeyManager[] {new OneKey(c.chain(), c.key())})
                    .orElse(null);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, caPath == null ? null : trusted(caPath), new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new InputRefusedException(
                    "--ca-path", String.valueOf(caPath), "usable authorities: " + e.getMessage());
        }
    }

    private Optional<Client> client(InstantSource clock) {
        if (proxy != null) {
            PemFile file = PemFile.read("--proxy", proxy);
            return Optional.of(checked(file, file, clock));
        }
        if (certificate != null && key != null) {
            return Optional.of(checked(PemFile.read("--cert", certificate), PemFile.read("--key", key), clock));
        }
        return Optional.empty();
    }

    private static Client checked(PemFile certificates, PemFile keyFile, InstantSource clock) {
        List<X509Certificate> chain = certificates.certificates();
        if (chain.isEmpty()) {
            throw certificates.refused("a file with a certificate");
        }
        PrivateKey key = keyFile.key();
        Instant now = clock.instant();
        for (X509Certificate certificate : chain) {
            String subject = certificate.getSubjectX500Principal().getName();
            if (now.isAfter(certificate.getNotAfter().toInstant())) {
                throw new InputRefusedException(
                        certificates.what(),
                        certificates.path() + ", whose certificate of " + subject + " ended at "
                                + certificate.getNotAfter().toInstant(),
                        "one that has not ended; make a new one (voms-proxy-init)");
            }
            if (now.isBefore(certificate.getNotBefore().toInstant())) {
                throw new InputRefusedException(
                        certificates.what(),
                        certificates.path() + ", whose certificate of " + subject + " begins at "
                                + certificate.getNotBefore().toInstant(),
                        "one that has begun; check this machine's clock");
            }
        }
        if (!fits(chain.getFirst(), key)) {
            throw keyFile.refused("the key of the certificate in " + certificates.path());
        }
        return new Client(chain, key);
    }

    private static boolean fits(X509Certificate certificate, PrivateKey key) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        byte[] probe = {'w', 'm', 's', '2'};
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static TrustManager[] trusted(Path caPath) throws GeneralSecurityException, IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(caPath)) {
            try (DirectoryStream<Path> listed = Files.newDirectoryStream(caPath, "*.{pem,crt,0}")) {
                listed.forEach(files::add);
            }
        } else {
            files.add(caPath);
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Path file : files) {
            for (X509Certificate authority : PemFile.read("--ca-path", file).certificates()) {
                store.setCertificateEntry("ca" + store.size(), authority);
            }
        }
        if (store.size() == 0) {
            throw new InputRefusedException("--ca-path", caPath.toString(), "a place with certificates of authorities");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private record Client(List<X509Certificate> chain, PrivateKey key) {}
}
