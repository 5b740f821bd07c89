package org.wms2.cli.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the simulated services over their own wire, past our adapters. */
final class PretendedCms {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String DBS = "/dbs/prod/global/DBSReader";
    private static final String DIDS = "/rucio/dids/cms";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String rucioToken;

    PretendedCms(TestHome home) {
        this.base = home.cms();
        this.rucioToken = send(HttpRequest.newBuilder(at("/rucio/auth/userpass"))
                        .header("X-Rucio-Username", "wms2")
                        .header("X-Rucio-Password", "simulated")
                        .header("X-Rucio-Account", "wms2"))
                .headers()
                .firstValue("X-Rucio-Auth-Token")
                .orElseThrow();
    }

    /** Makes a new request of a scenario, under a name of one's own. */
    void create(String scenario, String request) {
        String body = MAPPER.createObjectNode()
                .put("scenario", scenario)
                .put("name", request)
                .toString();
        send(HttpRequest.newBuilder(at("/simulated/scenarios")).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A request's document as ReqMgr2 gives it. */
    JsonNode document(String request) {
        return get("/reqmgr2/data/request/" + request).path("result").path(0).path(request);
    }

    /** Whether a dataset is VALID, PRODUCTION, ...; empty if DBS does not know it. */
    String accessType(String dataset) {
        return get(DBS + "/datasets?detail=true&dataset_access_type=*&dataset=" + encoded(dataset))
                .path(0)
                .path("dataset_access_type")
                .asText("");
    }

    /** A dataset's valid files in DBS, with repetitions if there are any. */
    List<JsonNode> files(String dataset) {
        return list(get(DBS + "/files?detail=true&validFileOnly=1&dataset=" + encoded(dataset)));
    }

    /** The lumis of a dataset's files in DBS, with repetitions if there are any. */
    List<MergedFile.RunLumi> lumis(String dataset) {
        List<MergedFile.RunLumi> lumis = new ArrayList<>();
        for (JsonNode block : get(DBS + "/blocks?dataset=" + encoded(dataset))) {
            String name = block.path("block_name").asText();
            for (JsonNode row : get(DBS + "/filelumis?validFileOnly=1&block_name=" + encoded(name))) {
                lumis.add(new MergedFile.RunLumi(
                        row.path("run_num").asLong(),
                        row.path("lumi_section_num").asLong()));
            }
        }
        return lumis;
    }

    /** LFNs in the Rucio datasets of a container, with repetitions if there are any. */
    List<String> rucioFiles(String container) {
        List<String> lfns = new ArrayList<>();
        for (String block : names(container)) {
            lfns.addAll(names(block));
        }
        return lfns;
    }

    private List<String> names(String did) {
        String body = send(HttpRequest.newBuilder(at(DIDS + did.replace("#", "%23") + "/dids"))
                        .header("X-Rucio-Auth-Token", rucioToken))
                .body();
        List<String> names = new ArrayList<>();
        try (MappingIterator<JsonNode> rows = MAPPER.readerFor(JsonNode.class).readValues(body)) {
            rows.forEachRemaining(row -> names.add(row.path("name").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private JsonNode get(String pathAndQuery) {
        try {
            return MAPPER.readTree(send(HttpRequest.newBuilder(at(pathAndQuery)).header("Accept", "application/json"))
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        HttpRequest asked = request.timeout(Duration.ofSeconds(30)).build();
        try {
            HttpResponse<String> answer = http.send(asked, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(asked + " was answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("the simulated CMS at " + base + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private URI at(String pathAndQuery) {
        return URI.create(base + pathAndQuery);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> rows = new ArrayList<>();
        array.forEach(rows::add);
        return rows;
    }
}
