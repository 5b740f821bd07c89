package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates made by keytool, as a person names them. */
class CredentialOptionsTest {
    @TempDir
    private static Path certificates;

    @TempDir
    private Path home;

    private Cli cli = new Cli(Path.of("/"));

    @BeforeAll
    static void makeCertificates() throws Exception {
        make("good", "-1d");
        make("expired", "-20d");
    }

    @BeforeEach
    void atHome() {
        cli = new Cli(home);
    }

    /** A self-signed certificate of five days that begins then. */
    private static void make(String name, String begins) throws Exception {
        Path store = certificates.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-validity",
                "5",
                "-startdate",
                begins,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "key",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-file",
                file(name).toString());
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        java.util.List<String> words = new java.util.ArrayList<>(java.util.List.of(arguments));
        words.addFirst(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Path file(String name) {
        return certificates.resolve(name + ".pem");
    }

    private Cli plan(int code, String... options) {
        String[] words = new String[options.length + 3];
        words[0] = "import";
        words[1] = "r";
        words[2] = "--dry-run";
        System.arraycopy(options, 0, words, 3, options.length);
        return cli.exits(code, words);
    }

    private void refusedBeforeAnything(int code, String[] options, String... words) {
        plan(code, options).says(words).printsNothing();
        assertThat(cli.composition.needs).isEmpty();
    }

    private static String[] of(String... options) {
        return options;
    }

    @Test
    void goodOnesAreSaidToBeUnusedWhereTheServicesAreSimulated() {
        plan(0, "--proxy", file("good").toString()).says("unused: the CMS services are simulated");
        plan(0, "--cert", file("good").toString(), "--key", file("good").toString())
                .says("unused");
        plan(0, "--ca-path", certificates.toString()).says("unused");
    }

    @Test
    void anExpiredCertificateIsNotAllowed() {
        refusedBeforeAnything(
                6, of("--proxy", file("expired").toString()), "--proxy", "expired at", "CN=expired", "get a new one");
        refusedBeforeAnything(
                6,
                of("--cert", file("expired").toString(), "--key", file("good").toString()),
                "--cert",
                "expired at");
    }

    @Test
    void aChainIsAsOldAsItsOldestPart() throws IOException {
        Path chain = home.resolve("chain.pem");
        Files.writeString(
                chain,
                Files.readString(file("good")) + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
                        + Files.readString(file("expired")));

        refusedBeforeAnything(6, of("--proxy", chain.toString()), "CN=expired");
    }

    @Test
    void aFileThatIsNotThereOrHoldsNoCertificateIsRefused() throws IOException {
        Path text = Files.writeString(home.resolve("text"), "hello");
        Path broken = Files.writeString(
                home.resolve("broken"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        refusedBeforeAnything(2, of("--proxy", "/nowhere/proxy"), "--proxy: /nowhere/proxy does not exist");
        refusedBeforeAnything(2, of("--proxy", text.toString()), "holds no certificate in PEM form");
        refusedBeforeAnything(2, of("--proxy", broken.toString()), "--proxy", "cannot be read as certificates");
        refusedBeforeAnything(2, of("--proxy", home.toString()), "--proxy", home.toString());
        refusedBeforeAnything(2, of("--ca-path", "/nowhere/ca"), "--ca-path: /nowhere/ca does not exist");
        refusedBeforeAnything(2, of("--cert", file("good").toString(), "--key", "/nowhere/key"), "--key: /nowhere/key");
    }

    @Test
    void aCertificateWithoutItsKeyIsRefusedAndSoIsAKeyAlone() {
        refusedBeforeAnything(2, of("--cert", file("good").toString()), "--cert and --key", "give both");
        refusedBeforeAnything(2, of("--key", file("good").toString()), "--cert and --key", "give both");
    }

    @Test
    void aVariableIsCheckedLikeAFlag() {
        cli.environment.put("WMS2_PROXY", file("expired").toString());

        refusedBeforeAnything(6, of(), "expired at");
    }
}
