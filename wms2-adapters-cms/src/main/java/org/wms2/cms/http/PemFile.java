package org.wms2.cms.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.ports.error.InputRefusedException;

/**
 * The certificates and the private key of a PEM file: a certificate, a key, or a grid proxy that has both.
 *
 * @param what how the file was named to us, such as {@code --proxy}
 */
record PemFile(String what, Path path, String text) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    /** DER of AlgorithmIdentifier rsaEncryption with NULL parameters (RFC 8017 A.1), after version 0. */
    private static final byte[] RSA_PREFIX = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    static PemFile read(String what, Path path) {
        try {
            return new PemFile(what, path, Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new InputRefusedException(
                    what, path + " (" + e.getClass().getSimpleName() + ")", "a PEM file that this account can read");
        }
    }

    /** All certificates, in the file's order. */
    List<X509Certificate> certificates() {
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks()) {
                if (block.type().endsWith("CERTIFICATE")) {
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
                }
            }
        } catch (GeneralSecurityException e) {
            throw refused("certificates that can be read: " + e.getMessage());
        }
        return found;
    }

    /** The private key. */
    PrivateKey key() {
        for (Block block : blocks()) {
            switch (block.type()) {
                case "PRIVATE KEY" -> {
                    return pkcs8(block.der());
                }
                case "RSA PRIVATE KEY" -> {
                    return pkcs8(wrapped(block.der()));
                }
                case "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" ->
                    throw refused("an unencrypted key in PKCS#8 form (openssl pkcs8 -topk8 -nocrypt)");
                default -> {
                    // a certificate or parameters: not a key
                }
            }
        }
        throw refused("a file with a private key");
    }

    InputRefusedException refused(String accepted) {
        return new InputRefusedException(what, path.toString(), accepted);
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            if (matcher.group(2).contains("ENCRYPTED")) {
                throw refused("an unencrypted key in PKCS#8 form (openssl pkcs8 -topk8 -nocrypt)");
            }
            Block block = new Block(matcher.group(1), matcher.group(2).strip());
            try {
                if (block.der().length > 0) {
                    blocks.add(block);
                }
            } catch (IllegalArgumentException e) {
                throw refused("a PEM file: " + e.getMessage());
            }
        }
        return blocks;
    }

    private PrivateKey pkcs8(byte[] der) {
        String tried = "";
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                tried = e.getMessage();
            } catch (GeneralSecurityException e) {
                throw refused("a private key: " + e.getMessage());
            }
        }
        throw refused("a private key for RSA, EC or Ed25519: " + tried);
    }

    /** PKCS#1 into PKCS#8. */
    private static byte[] wrapped(byte[] pkcs1) {
        return sequence(0x30, RSA_PREFIX, sequence(0x04, pkcs1));
    }

    private static byte[] sequence(int tag, byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length & 0xff);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private record Block(String type, String base64) {
        byte[] der() {
            return Base64.getMimeDecoder().decode(base64);
        }
    }
}
