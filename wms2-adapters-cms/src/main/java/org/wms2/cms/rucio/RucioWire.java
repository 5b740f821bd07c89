package org.wms2.cms.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.cms.http.Exchange;
import org.wms2.cms.http.JsonRows;
import org.wms2.cms.http.Reply;
import org.wms2.cms.http.ServiceClient;
import org.wms2.cms.http.Uris;

/**
 * Calls of Rucio with their token: one that it no longer takes is renewed once. Thread-safe.
 *
 * @param host such as {@code https://cms-rucio.cern.ch}
 */
record RucioWire(ServiceClient client, URI host, RucioToken token) {

    /** What a call came to. */
    sealed interface Answer {
        /** Success, with all values of the body. */
        record Success(List<JsonNode> values) implements Answer {}

        /** An error that the caller said it expects. */
        record Expected(RucioError error) implements Answer {}
    }

    /** A DID in a path: the name's own slash divides it from the scope. */
    static String did(String name) {
        return "/dids/cms" + name;
    }

    /** Reads values; none if Rucio does not know the DID. */
    List<JsonNode> get(String operation, String path, String... query) {
        return values(call(operation, "GET", Uris.of(host, path, query), null, List.of("DataIdentifierNotFound")));
    }

    /** Reads one object; empty if Rucio answers with this class. */
    Optional<JsonNode> find(String operation, String path, String missing) {
        Answer answer = call(operation, "GET", Uris.of(host, path), null, List.of(missing));
        return values(answer).stream().findFirst();
    }

    /**
     * Sends a body.
     *
     * @param expected exception classes that the caller deals with
     */
    Answer send(String operation, String method, String path, JsonNode body, String... expected) {
        return call(operation, method, Uris.of(host, path), body, List.of(expected));
    }

    private static List<JsonNode> values(Answer answer) {
        return switch (answer) {
            case Answer.Success success -> success.values();
            case Answer.Expected expected -> List.of();
        };
    }

    private Answer call(String operation, String method, URI uri, @Nullable JsonNode body, List<String> expected) {
        String used = token.value();
        Optional<Answer> answer = attempt(operation, method, uri, body, expected, used, true);
        if (answer.isEmpty()) {
            token.refused(used);
            answer = attempt(operation, method, uri, body, expected, token.value(), false);
        }
        return answer.orElseThrow();
    }

    private Optional<Answer> attempt(
            String operation,
            String method,
            URI uri,
            @Nullable JsonNode body,
            List<String> expected,
            String used,
            boolean renewable) {
        // Every change that we ask of Rucio can be asked twice: it answers "exists", and we know that answer.
        Exchange exchange = new Exchange(
                operation,
                method,
                uri,
                Map.of("X-Rucio-Auth-Token", used, "Accept", "*/*"),
                body == null ? null : body.toString(),
                true);
        return client.call(exchange, reply -> read(client.service(), operation, reply, expected, renewable));
    }

    /** Empty: the token is no longer good. */
    static Optional<Answer> read(
            String service, String operation, Reply reply, List<String> expected, boolean renewable)
            throws IOException {
        if (reply.status() >= 200 && reply.status() < 300) {
            return Optional.of(new Answer.Success(body(reply)));
        }
        RucioError error = RucioError.read(reply);
        if (renewable && reply.status() == 401 && error.is("CannotAuthenticate")) {
            return Optional.empty();
        }
        if (expected.contains(error.exception())) {
            return Optional.of(new Answer.Expected(error));
        }
        throw error.exception(service, operation, reply);
    }

    /** Text such as {@code Created} is a success without values. */
    private static List<JsonNode> body(Reply reply) throws IOException {
        String type = reply.header("Content-Type");
        List<JsonNode> values = new ArrayList<>();
        if (type.startsWith("application/")) {
            JsonRows.lines(reply.body(), values::add);
            return values;
        }
        String text = reply.text().strip();
        if (text.startsWith("[") || text.startsWith("{")) {
            values.add(JsonRows.MAPPER.readTree(text));
        }
        return values;
    }
}
