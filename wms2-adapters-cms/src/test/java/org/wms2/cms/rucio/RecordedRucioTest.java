package org.wms2.cms.rucio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wms2.cms.Replies;
import org.wms2.cms.SharedPapers;
import org.wms2.cms.http.JsonRows;
import org.wms2.cms.http.Reply;
import org.wms2.cms.rucio.RucioWire.Answer;
import org.wms2.ports.cms.RuleState;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;

/** Answers of a real Rucio server, fed to the adapter's readers. */
class RecordedRucioTest {

    /** While the captures were made. */
    private static final Instant THEN = Instant.parse("2026-11-21T23:32:00Z");

    @Test
    void everyRecordedAnswerOfOurCallsIsUnderstood() throws IOException {
        Optional<JsonNode> papers = SharedPapers.data("rucio-captures.json");
        if (papers.isEmpty()) {
            return;
        }
        JsonNode captures = papers.get().isArray() ? papers.get() : papers.get().get("captures");
        int answers = 0;
        int errors = 0;
        int rules = 0;
        for (JsonNode capture : captures) {
            String path = capture.path("path").asText("");
            if (!path.matches("/(dids|replicas|rules)(/.*)?")
                    || !capture.get("status").isNumber()) {
                continue;
            }
            if (capture.get("label").asText().equals("replicas/list metalink")) {
                continue;
            }
            Reply reply = Replies.of(capture);
            if (reply.status() >= 300) {
                errors++;
                assertThat(error(reply)).isInstanceOf(Wms2Exception.class);
                continue;
            }
            answers++;
            for (JsonNode value : values(RucioWire.read("Rucio", "call", reply, List.of(), true))) {
                if (value.has("rse_expression") && value.has("state")) {
                    rules++;
                    assertThat(RucioRules.rule("Rucio", value).id().value())
                            .isEqualTo(value.get("id").asText());
                }
            }
        }
        SharedPapers.ran("captures of Rucio (" + answers + " answers, " + errors + " errors)", answers + errors);
        assertThat(answers).isGreaterThan(40);
        assertThat(errors).isGreaterThan(20);
        assertThat(rules).isGreaterThan(10);
    }

    @Test
    void aRecordedRuleGoesFromReplicatingToOkAndIsGoneOnceDeleted() throws IOException {
        Optional<JsonNode> papers = SharedPapers.data("rucio-captures.json");
        if (papers.isEmpty()) {
            return;
        }
        JsonNode before = rule(papers.get(), "get rule REPLICATING");
        JsonNode after = rule(papers.get(), "get rule after conveyor");
        JsonNode deleted = rule(papers.get(), "get rule after delete");

        assertThat(RucioRules.rule("Rucio", before).state()).isEqualTo(RuleState.REPLICATING);
        assertThat(RucioRules.rule("Rucio", before).locksNotOk()).isEqualTo(4);
        assertThat(RucioRules.rule("Rucio", after).state()).isEqualTo(RuleState.OK);
        assertThat(RucioRules.beingDeleted(before, THEN)).isFalse();
        assertThat(RucioRules.beingDeleted(deleted, THEN)).isTrue();
        SharedPapers.ran("states of one recorded rule", 3);
    }

    @Test
    void aCompleteReplicaIsSeenAsOne() {
        assertThat(RucioHttp.complete(replica(2, "AVAILABLE"))).isTrue();
        assertThat(RucioHttp.complete(replica(1, "AVAILABLE"))).isFalse();
        assertThat(RucioHttp.complete(replica(2, "UNAVAILABLE"))).isFalse();
    }

    @Test
    void theExceptionsClassDecidesNotTheStatus() throws IOException {
        assertThat(of(500, "InvalidObject")).isInstanceOf(ServiceRefusedException.class);
        assertThat(of(500, "AccessDenied")).isInstanceOf(ServiceRefusedException.class);
        assertThat(of(500, "DatabaseException")).isInstanceOf(ServiceUnavailableException.class);
        assertThat(of(503, "")).isInstanceOf(ServiceUnavailableException.class);
        assertThat(of(404, "DataIdentifierNotFound")).isInstanceOf(ServiceRefusedException.class);
    }

    private static Wms2Exception of(int status, String exception) throws IOException {
        Reply reply = Replies.of(status, Map.of("ExceptionClass", List.of(exception)), "{}");
        return RucioError.read(reply).exception("Rucio", "call", reply);
    }

    private static Throwable error(Reply reply) throws IOException {
        try {
            Optional<Answer> answer = RucioWire.read("Rucio", "call", reply, List.of(), false);
            throw new AssertionError("no error: " + answer);
        } catch (Wms2Exception e) {
            return e;
        }
    }

    private static List<JsonNode> values(Optional<Answer> answer) {
        return answer.orElseThrow() instanceof Answer.Success(List<JsonNode> values) ? values : List.of();
    }

    private static JsonNode rule(JsonNode papers, String label) throws IOException {
        for (JsonNode capture : papers.isArray() ? papers : papers.get("captures")) {
            if (capture.get("label").asText().equals(label)) {
                return values(RucioWire.read("Rucio", "rule", Replies.of(capture), List.of(), true))
                        .getFirst();
            }
        }
        throw new AssertionError("no capture " + label);
    }

    private static JsonNode replica(int available, String state) {
        return JsonRows.MAPPER
                .createObjectNode()
                .put("rse", "T1_US_FNAL_Disk")
                .put("available_length", available)
                .put("length", 2)
                .put("state", state);
    }
}
