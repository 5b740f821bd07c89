package org.wms2.cms;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wms2.cms.http.Reply;

/** Answers as they were recorded. */
public final class Replies {

    private Replies() {}

    /** The answer of a capture ({@code status}, {@code responseHeaders}, {@code responseText} or {@code responseJson}). */
    public static Reply of(JsonNode capture) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (Map.Entry<String, JsonNode> header :
                capture.path("responseHeaders").properties()) {
            headers.put(header.getKey(), List.of(header.getValue().asText()));
        }
        String text = capture.path("responseJson").isMissingNode()
                        || capture.get("responseJson").isNull()
                ? capture.path("responseText").asText("")
                : capture.get("responseJson").toString();
        return of(capture.get("status").asInt(), headers, text);
    }

    /** An answer. */
    public static Reply of(int status, Map<String, List<String>> headers, String body) {
        return new Reply(
                status,
                HttpHeaders.of(headers, (name, value) -> true),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
