package org.wms2.cms.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** The answer to a call while it is being read: its body is a stream, limited in size and time, and not compressed. */
public record Reply(int status, HttpHeaders headers, InputStream body) {

    private static final int SHOWN = 300;
    private static final int READ = 4096;

    /** A header, empty if it is not there. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The whole body as text. */
    public String text() throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The beginning of the body on one line, for messages. */
    public String shown() throws IOException {
        String start = new String(body.readNBytes(READ), StandardCharsets.UTF_8)
                .replaceAll("(?is)<(style|script|head)\\b.*?</\\1>", " ")
                .replaceAll("(?s)<[^>]*>", " ")
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        return start.length() > SHOWN ? start.substring(0, SHOWN) + "..." : start;
    }
}
