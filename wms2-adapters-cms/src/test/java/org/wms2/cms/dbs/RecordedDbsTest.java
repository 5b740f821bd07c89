package org.wms2.cms.dbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wms2.cms.Replies;
import org.wms2.cms.SharedPapers;
import org.wms2.cms.http.JsonRows;
import org.wms2.cms.http.Reply;
import org.wms2.ports.cms.OutputSamples;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;

/** Answers of a real dbs2go, fed to the adapter's readers. */
class RecordedDbsTest {

    @Test
    void everyRecordedListIsReadAndEveryErrorHasItsCode() throws IOException {
        Optional<JsonNode> papers = SharedPapers.data("dbs-captures.json");
        if (papers.isEmpty()) {
            return;
        }
        JsonNode captures = papers.get().isArray() ? papers.get() : papers.get().get("captures");
        int lists = 0;
        int errors = 0;
        for (JsonNode capture : captures) {
            String api = capture.get("path").asText().replaceFirst("^/(\\w+).*$", "$1");
            boolean ours = List.of("datasets", "blocks", "files", "filelumis", "fileparents", "bulkblocks")
                    .contains(api);
            JsonNode json = capture.path("responseJson");
            if (!ours || !json.isArray()) {
                continue;
            }
            Reply reply = Replies.of(capture);
            if (reply.status() == 200) {
                List<JsonNode> rows = new ArrayList<>();
                DbsHttp.read("DBS", api, reply, rows::add);
                assertThat(rows).hasSameSizeAs(json);
                lists++;
            } else {
                DbsErrors error = DbsErrors.read(reply);
                assertThat(error.code())
                        .hasValue(json.get(0).get("error").get("code").asInt());
                assertThat(error.exception("DBS", api, reply).text())
                        .contains("code " + error.code().getAsInt())
                        .hasSizeLessThan(500);
                errors++;
            }
        }
        SharedPapers.ran("captures of DBS (" + lists + " lists, " + errors + " errors)", lists + errors);
        assertThat(lists).isGreaterThan(30);
        assertThat(errors).isGreaterThan(20);
    }

    @Test
    void recordedRowsOfParentsNameBothFiles() throws IOException {
        Optional<JsonNode> papers = SharedPapers.data("dbs-captures.json");
        if (papers.isEmpty()) {
            return;
        }
        JsonNode captures = papers.get().isArray() ? papers.get() : papers.get().get("captures");
        DbsRows reads = new DbsRows("DBS");
        int rows = 0;
        for (JsonNode capture : captures) {
            if (capture.get("path").asText().startsWith("/fileparents?block_name=")
                    && capture.get("status").asInt() == 200) {
                for (JsonNode row : capture.get("responseJson")) {
                    assertThat(reads.lfn(row).value()).contains("/RECO/");
                    assertThat(reads.parent(row).value()).contains("/RAW/");
                    rows++;
                }
            }
        }
        SharedPapers.ran("rows of fileparents", rows);
        assertThat(rows).isPositive();
    }

    @Test
    void ourBlockHasTheFieldsOfOneThatTheRealServerTook() throws IOException {
        Optional<JsonNode> papers = SharedPapers.data("dbs-captures.json");
        if (papers.isEmpty()) {
            return;
        }
        JsonNode captures = papers.get().isArray() ? papers.get() : papers.get().get("captures");
        JsonNode theirs = captures.get(2).get("requestBody");
        JsonNode ours = JsonRows.MAPPER.readTree(BulkBlock.body(OutputSamples.injection(
                "Wire",
                OutputSamples.dataset("Parent"),
                List.of(OutputSamples.file("Wire", 0, List.of(OutputSamples.lfn("Parent", 0)))))));

        assertThat(captures.get(2).get("status").asInt()).isEqualTo(200);
        assertThat(shape(ours)).isEqualTo(shape(theirs));
        SharedPapers.ran("accepted block compared with ours", 1);
    }

    @Test
    void anErrorAtTheEndOfAListIsNoList() {
        String body = "[\n{\"dataset\": \"/A/B/C\"}\n,{\"error\": {\"code\": 103, \"message\": \"lost\"}}\n]\n";

        assertThatThrownBy(() -> DbsHttp.read("DBS", "datasets", Replies.of(200, Map.of(), body), row -> {}))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("lost");
    }

    @Test
    void aListThatEndsTooSoonIsNoList() {
        for (String body : List.of("", "[", "[{\"a\": 1}", "{\"a\": 1}", "<html>")) {
            assertThatThrownBy(() -> DbsHttp.read("DBS", "datasets", Replies.of(200, Map.of(), body), row -> {}))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anErrorWithoutJsonIsShownAsItIs() throws IOException {
        Reply reply = Replies.of(404, Map.of(), "404 page not found\n");

        assertThat(DbsErrors.read(reply).exception("DBS", "datasets", reply))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("404 page not found");
    }

    /** Names and kinds of all fields, lists by their first element. */
    private static String shape(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(e -> e.getKey() + ":" + shape(e.getValue()))
                    .sorted()
                    .toList()
                    .toString();
        }
        if (node.isArray()) {
            return node.isEmpty() ? "[]" : "[" + shape(node.get(0)) + "]";
        }
        return node.isNumber() ? "number" : node.getNodeType().name();
    }
}
