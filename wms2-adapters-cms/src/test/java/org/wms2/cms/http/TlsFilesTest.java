package org.wms2.cms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.system.CallObserver;

/** Certificates made by keytool, as files, and a server that wants one. */
class TlsFilesTest {

    private static final char[] PASSWORD = "secret".toCharArray();

    @TempDir
    Path home;

    @Test
    void aServerThatWantsACertificateGetsOursAndOneThatWeTrustIsTrusted() throws Exception {
        for (String algorithm : List.of("RSA", "EC")) {
            Pem server = pem("server" + algorithm, algorithm, "-0d");
            Pem us = pem("us" + algorithm, algorithm, "-0d");
            HttpsServer https = server(server, us);
            try {
                URI uri = URI.create("https://localhost:" + https.getAddress().getPort() + "/");
                TlsFiles ours = new TlsFiles(null, us.certificate(), us.key(), server.certificate());
                TlsFiles proxy = new TlsFiles(us.both(), null, null, server.certificate());
                TlsFiles nobody = new TlsFiles(null, null, null, server.certificate());
                TlsFiles distrusting = new TlsFiles(us.both(), null, null, us.certificate());

                assertThat(who(ours, uri)).isEqualTo("CN=us" + algorithm);
                assertThat(who(proxy, uri)).isEqualTo("CN=us" + algorithm);
                assertThatThrownBy(() -> who(nobody, uri)).isInstanceOf(ServiceUnavailableException.class);
                assertThatThrownBy(() -> who(distrusting, uri))
                        .isInstanceOf(ServiceUnavailableException.class)
                        .hasMessageContaining("certification path");
            } finally {
                https.stop(0);
            }
        }
    }

    @Test
    void aCertificateOutOfItsTimeIsRefusedWithItsDay() throws Exception {
        Pem ended = pem("ended", "EC", "-10d");
        TlsFiles files = new TlsFiles(ended.both(), null, null, null);

        assertThatThrownBy(() -> files.context(InstantSource.system()))
                .isInstanceOf(InputRefusedException.class)
                .hasMessageContaining("--proxy")
                .hasMessageContaining("CN=ended ended at")
                .hasMessageContaining("voms-proxy-init");
        assertThatThrownBy(() -> files.context(InstantSource.fixed(Instant.now().minus(Duration.ofDays(30)))))
                .hasMessageContaining("check this machine's clock");
    }

    @Test
    void filesThatDoNotFitAreRefusedByName() throws Exception {
        Pem one = pem("one", "EC", "-0d");
        Pem other = pem("other", "EC", "-0d");
        Path rubbish = Files.writeString(home.resolve("rubbish.pem"), "rubbish");
        Path encrypted = Files.writeString(
                home.resolve("encrypted.pem"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        Path nowhere = home.resolve("nowhere.pem");

        refused(new TlsFiles(null, one.certificate(), other.key(), null), "--key");
        refused(new TlsFiles(null, one.certificate(), encrypted, null), "unencrypted key");
        refused(new TlsFiles(null, one.certificate(), one.certificate(), null), "a file with a private key");
        refused(new TlsFiles(null, one.key(), one.key(), null), "a file with a certificate");
        refused(new TlsFiles(rubbish, null, null, null), "--proxy");
        refused(new TlsFiles(nowhere, null, null, null), "a PEM file that this account can read");
        refused(new TlsFiles(null, null, null, rubbish), "--ca-path");
        assertThatThrownBy(() -> new TlsFiles(null, one.certificate(), null, null))
                .hasMessageContaining("--key");
        assertThatThrownBy(() -> new TlsFiles(one.both(), one.certificate(), one.key(), null))
                .hasMessageContaining("--proxy with --cert");
    }

    @Test
    void anRsaKeyInItsOldFormIsTheSameKey() throws Exception {
        Pem pem = pem("old", "RSA", "-0d");
        byte[] pkcs8 = pem.store().getKey("key", PASSWORD).getEncoded();
        // Before the inner key: two sequences, version and algorithm, 26 bytes for 2,048 bits and more.
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        Path old = Files.writeString(home.resolve("old.pem"), block("RSA PRIVATE KEY", pkcs1));

        assertThat(PemFile.read("--key", old).key().getEncoded()).isEqualTo(pkcs8);
    }

    @Test
    void withoutFilesTheJdkDecides() {
        assertThat(TlsFiles.NONE.context(InstantSource.system())).isNull();
        assertThat(TlsFiles.NONE.expiry(InstantSource.system())).isEmpty();
    }

    private static void refused(TlsFiles files, String words) {
        assertThatThrownBy(() -> files.context(InstantSource.system()))
                .isInstanceOf(InputRefusedException.class)
                .hasMessageContaining(words);
    }

    private static String who(TlsFiles files, URI uri) {
        @Nullable SSLContext context = files.context(InstantSource.system());
        HttpSettings once = new HttpSettings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                1,
                Duration.ofMillis(1),
                9,
                Duration.ofSeconds(1),
                1000);
        try (ServiceClient client = new ServiceClient("Service", once, context, CallObserver.NONE)) {
            return client.call(Exchange.get("who", uri, Map.of()), Reply::text);
        }
    }

    private HttpsServer server(Pem server, Pem client) throws IOException {
        SSLContext context = Objects.requireNonNull(new TlsServer(server, client).context());
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        https.createContext("/", exchange -> {
            String peer = ((com.sun.net.httpserver.HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName();
            exchange.sendResponseHeaders(200, peer.length());
            exchange.getResponseBody().write(peer.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            exchange.close();
        });
        https.start();
        return https;
    }

    private record TlsServer(Pem server, Pem client) {
        SSLContext context() {
            try {
                KeyStore trusted = KeyStore.getInstance("PKCS12");
                trusted.load(null, null);
                trusted.setCertificateEntry(
                        "client",
                        PemFile.read("test", client.certificate())
                                .certificates()
                                .getFirst());
                javax.net.ssl.TrustManagerFactory trust = javax.net.ssl.TrustManagerFactory.getInstance("PKIX");
                trust.init(trusted);
                javax.net.ssl.KeyManagerFactory keys = javax.net.ssl.KeyManagerFactory.getInstance("PKIX");
                keys.init(server.store(), PASSWORD);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
                return context;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Pem(KeyStore store, Path certificate, Path key, Path both) {}

    /** A self-signed certificate of 5 days that begins some days from now. */
    private Pem pem(String name, String algorithm, String begins) throws Exception {
        Path file = home.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "5",
                        "-startdate",
                        begins,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
        String certificate = block("CERTIFICATE", store.getCertificate("key").getEncoded());
        String key = block("PRIVATE KEY", store.getKey("key", PASSWORD).getEncoded());
        return new Pem(
                store,
                Files.writeString(home.resolve(name + "-cert.pem"), certificate),
                Files.writeString(home.resolve(name + "-key.pem"), key),
                Files.writeString(home.resolve(name + "-both.pem"), certificate + key));
    }

    private static String block(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }
}
