package org.wms2.domain.planning;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;

/** Ids of work units (design/states.md): a function of what they name, so that the same plan has the same ids. */
public final class WorkUnitIds {
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 10;
    private static final int BITS = 5;

    private WorkUnitIds() {}

    /**
     * The first 10 characters of the lower-case base32 (RFC 4648) of SHA-256 over request, version, round and ordinal,
     * joined by line feeds, which no name has.
     *
     * @param processingVersion from 1
     * @param round from 0
     * @param ordinal from 0 in the round
     */
    public static WorkUnitId of(RequestName request, int processingVersion, int round, int ordinal) {
        String text = request.value() + '\n' + processingVersion + '\n' + round + '\n' + ordinal;
        byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        long first = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            first = first << Byte.SIZE | (hash[i] & 0xff);
        }
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(BASE32.charAt((int) (first >>> (Long.SIZE - BITS * (i + 1))) & 31));
        }
        return new WorkUnitId(id.toString());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new Wms2Exception(ErrorCode.INTERNAL, "this Java has no SHA-256: use another JDK", e);
        }
    }
}
