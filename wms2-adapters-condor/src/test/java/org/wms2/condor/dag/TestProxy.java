package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A certificate with its key in one file, made by keytool, as condor_submit takes it for a proxy. */
public final class TestProxy {
    private TestProxy() {}

    /**
     * Writes one, by rename.
     *
     * @param begins as keytool's -startdate takes it: {@code -2d}, {@code +0d}
     * @param days how long it is good from then on
     */
    public static Path write(Path file, String begins, int days)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = file.resolveSibling(file.getFileName() + ".p12");
        Files.deleteIfExists(store);
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "p",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=wms2 test",
                        "-startdate",
                        begins,
                        "-validity",
                        String.valueOf(days),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "secret"))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
        String text = pem("CERTIFICATE", keys.getCertificate("p").getEncoded())
                + pem("PRIVATE KEY", keys.getKey("p", "secret".toCharArray()).getEncoded());
        Files.delete(store);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        return file;
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }
}
