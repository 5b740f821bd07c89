package org.wms2.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.wish.WishKind;

/** Wishes and sites as a client writes them. */
@Timeout(60)
class WritingRoutesTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String WISHES = "/api/v1/requests/alive/wishes";

    private final HandKeeper keeper = new HandKeeper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server = HttpServer.start(0, List.of(new WishRoutes(keeper), new SiteRoutes(keeper)));

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private JsonNode call(String method, String path, String body, int status) throws Exception {
        return call(method, path, body, "application/json", status);
    }

    private JsonNode call(String method, String path, String body, String type, int status) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return MAPPER.readTree(response.body());
    }

    @Test
    void aWishIsWrittenWithTheCallersAddressAndListed() throws Exception {
        JsonNode made =
                call("POST", WISHES, "{'kind':'stop','requeue':true,'why':'disk full'}".replace('\'', '"'), 201);

        assertThat(keeper.written).singleElement().satisfies(w -> {
            assertThat(w.kind()).isEqualTo(WishKind.STOP);
            assertThat(w.what().requeue()).isTrue();
            assertThat(w.what().why()).isEqualTo("disk full");
            assertThat(w.what().who()).isEqualTo("api@127.0.0.1");
        });
        assertThat(made.path("status").asText()).isEqualTo("active");
        assertThat(made.path("effect").asText()).isEqualTo("it would be stop");
        assertThat(made.path("drivenBy").asText()).isEqualTo("me@here/1/2");
        assertThat(made.path("written").path("id").asLong()).isEqualTo(1);
        assertThat(call("GET", WISHES, "", 200).path("wishes").findValuesAsText("wish"))
                .containsExactly("stop");
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndWritesNothing() throws Exception {
        JsonNode said = call("POST", WISHES, "{\"kind\":\"abort\",\"dryRun\":true}", 200);

        assertThat(said.path("accepted").asBoolean()).isTrue();
        assertThat(said.path("effect").asText()).isEqualTo("it would be abort");
        assertThat(said.has("written")).isFalse();
        assertThat(keeper.written).isEmpty();
        JsonNode ended = call("POST", "/api/v1/requests/over/wishes", "{\"kind\":\"abort\",\"dryRun\":true}", 200);
        assertThat(ended.path("accepted").asBoolean()).isFalse();
    }

    @Test
    void aFinalRequestTakesNoWishAndAnUnknownOneIsNotFound() throws Exception {
        JsonNode conflict = call("POST", "/api/v1/requests/over/wishes", "{\"kind\":\"stop\"}", 409);
        assertThat(conflict.path("detail").asText()).contains("over is completed", "nothing was written");
        call("POST", "/api/v1/requests/nobody/wishes", "{\"kind\":\"stop\"}", 404);
        assertThat(keeper.written).isEmpty();
    }

    @Test
    void whatCanNotBeWishedIsRefusedWithWhatIsAccepted() throws Exception {
        for (String body : List.of(
                "{}",
                "{\"kind\":\"sleep\"}",
                "{\"kind\":\"stop\",\"replan\":true}",
                "{\"kind\":\"hold\",\"priority\":5}",
                "{\"kind\":\"priority\"}",
                "{\"kind\":\"stop\",\"requeu\":true}",
                "stop",
                "null",
                "")) {
            JsonNode problem = call("POST", WISHES, body, 400);
            assertThat(problem.path("code").asText()).as(body).isEqualTo("input_refused");
            assertThat(problem.path("detail").asText()).as(body).contains("accepted is");
        }
        assertThat(keeper.written).isEmpty();
    }

    @Test
    void aBodyThatIsNotSaidToBeJsonIsRefused() throws Exception {
        call("POST", WISHES, "{\"kind\":\"abort\"}", "text/plain", 400);

        assertThat(keeper.written).isEmpty();
    }

    @Test
    void aSiteIsSetAndListedWithWhoDidIt() throws Exception {
        JsonNode set = call("PUT", "/api/v1/sites/T2_CH_CERN", "{\"status\":\"draining\",\"why\":\"new disks\"}", 200);

        assertThat(set.path("status").asText()).isEqualTo("draining");
        assertThat(keeper.put).singleElement().satisfies(s -> {
            assertThat(s.status()).isEqualTo(SiteStatus.DRAINING);
            assertThat(s.reason()).isEqualTo("new disks (by api@127.0.0.1)");
        });
        assertThat(call("GET", "/api/v1/sites", "", 200).path("sites").findValuesAsText("site"))
                .containsExactly("T2_CH_CERN");
        call("PUT", "/api/v1/sites/T2_CH_CERN", "{\"status\":\"asleep\"}", 400);
        call("PUT", "/api/v1/sites/T2_US_Nowhere", "{\"status\":\"enabled\"}", 404);
    }

    @Test
    void aSiteIsBannedForAWhileAndUnbanned() throws Exception {
        JsonNode ban = call("PUT", "/api/v1/sites/T2_CH_CERN/ban", "{\"hours\":2,\"request\":\"alive\"}", 200);

        assertThat(ban.path("request").asText()).isEqualTo("alive");
        assertThat(keeper.banned)
                .singleElement()
                .satisfies(b -> assertThat(b.until()).isEqualTo(SampleRows.T0.plus(Duration.ofHours(2))));
        call("PUT", "/api/v1/sites/T2_CH_CERN/ban", "{\"hours\":0}", 400);
        call("DELETE", "/api/v1/sites/T2_CH_CERN/ban", "", 204);
        call("DELETE", "/api/v1/sites/T2_CH_CERN/ban", "", 404);
    }
}
