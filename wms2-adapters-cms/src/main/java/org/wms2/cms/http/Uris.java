package org.wms2.cms.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** URLs of calls, percent-encoded. */
public final class Uris {

    private Uris() {}

    /** A base URL with a path after it, and query parameters by name and value in turn; both encoded here. */
    public static URI of(URI base, String path, String... query) {
        StringJoiner joined = new StringJoiner("&", query.length == 0 ? "" : "?", "");
        for (int i = 0; i < query.length; i += 2) {
            joined.add(encoded(query[i]) + "=" + encoded(query[i + 1]));
        }
        return URI.create(base.toString().replaceAll("/+$", "") + path(path) + joined);
    }

    /** A path with all but its slashes and unreserved characters encoded: {@code #} becomes {@code %23}. */
    private static String path(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "/-._~:".indexOf(c) >= 0);
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format("%02X", (int) c));
            }
        }
        return encoded.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
