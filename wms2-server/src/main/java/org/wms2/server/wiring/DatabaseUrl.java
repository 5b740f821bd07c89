package org.wms2.server.wiring;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.wms2.persistence.DatabaseSettings;

/** Takes user and password out of a JDBC URL's parameters, so that what is logged later has none. */
final class DatabaseUrl {
    private DatabaseUrl() {}

    static DatabaseSettings parse(String url) {
        int question = url.indexOf('?');
        if (question < 0) {
            return DatabaseSettings.of(url, System.getProperty("user.name", "wms2"), "");
        }
        String user = System.getProperty("user.name", "wms2");
        String password = "";
        List<String> rest = new ArrayList<>();
        for (String parameter : url.substring(question + 1).split("&", -1)) {
            String value = URLDecoder.decode(parameter.substring(parameter.indexOf('=') + 1), StandardCharsets.UTF_8);
            if (parameter.startsWith("user=")) {
                user = value;
            } else if (parameter.startsWith("password=")) {
                password = value;
            } else {
                rest.add(parameter);
            }
        }
        String bare = url.substring(0, question);
        return DatabaseSettings.of(rest.isEmpty() ? bare : bare + "?" + String.join("&", rest), user, password);
    }
}
