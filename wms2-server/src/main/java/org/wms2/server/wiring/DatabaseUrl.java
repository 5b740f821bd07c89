package org.wms2.server.wiring;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.wms2.persistence.DatabaseSettings;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * Takes user and password out of a JDBC URL, so that what is logged later has none: from its parameters, as the
 * PostgreSQL driver has them, or from {@code user:password@}, as libpq has them and the driver does not.
 */
final class DatabaseUrl {
    private static final String SLASHES = "//";

    private DatabaseUrl() {}

    /**
     * The settings of a URL; the user is this account's if the URL has none.
     *
     * @throws Wms2Exception with code USAGE if it is badly encoded
     */
    static DatabaseSettings parse(String url) {
        int question = url.indexOf('?');
        String bare = question < 0 ? url : url.substring(0, question);
        String user = System.getProperty("user.name", "wms2");
        String password = "";
        int authority = bare.indexOf(SLASHES) + SLASHES.length();
        int at = bare.lastIndexOf('@');
        if (bare.contains(SLASHES) && at >= authority) {
            String[] who = bare.substring(authority, at).split(":", 2);
            user = decoded(who[0]);
            password = who.length == 2 ? decoded(who[1]) : "";
            bare = bare.substring(0, authority) + bare.substring(at + 1);
        }
        List<String> rest = new ArrayList<>();
        String parameters = question < 0 ? "" : url.substring(question + 1);
        for (String parameter : parameters.split("&", -1)) {
            String value = parameter.substring(parameter.indexOf('=') + 1);
            if (parameter.startsWith("user=")) {
                user = decoded(value);
            } else if (parameter.startsWith("password=")) {
                password = decoded(value);
            } else if (!parameter.isEmpty()) {
                rest.add(parameter);
            }
        }
        return DatabaseSettings.of(rest.isEmpty() ? bare : bare + "?" + String.join("&", rest), user, password);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Wms2Exception(
                    ErrorCode.USAGE,
                    "db-url: user or password holds a '%' that begins no escape such as %40: write it as %25");
        }
    }
}
