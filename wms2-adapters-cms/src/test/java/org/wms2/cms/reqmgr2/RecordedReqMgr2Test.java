package org.wms2.cms.reqmgr2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wms2.cms.Replies;
import org.wms2.cms.SharedPapers;
import org.wms2.cms.http.Reply;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;

/** Answers of a real ReqMgr2, fed to the adapter's readers. */
class RecordedReqMgr2Test {

    @Test
    void everyRecordedRequestIsReadAndEveryErrorSpeaksInTheServersWords() throws IOException {
        Optional<JsonNode> papers = SharedPapers.data("reqmgr2-captures.json");
        if (papers.isEmpty()) {
            return;
        }
        int documents = 0;
        int errors = 0;
        for (JsonNode capture : papers.get().get("captures")) {
            String path = capture.get("path").asText();
            Reply reply = Replies.of(capture);
            if (reply.status() != 200) {
                Wms2Exception error = ReqMgr2Http.error("ReqMgr2", "request", reply);
                if (!reply.header("X-Error-Detail").isEmpty()) {
                    assertThat(error.text()).contains(reply.header("X-Error-Detail"));
                }
                assertThat(error)
                        .isInstanceOf(
                                reply.status() < 500
                                        ? ServiceRefusedException.class
                                        : ServiceUnavailableException.class);
                errors++;
            } else if (capture.get("method").asText().equals("GET") && path.matches("/reqmgr2/data/request/\\w+")) {
                String name = path.replaceFirst("^.*/", "");
                Optional<String> document = Envelope.document(reply.text(), name);
                assertThat(document.isPresent()).isEqualTo(!name.equals("nosuch"));
                if (document.isPresent()) {
                    assertThat(new RequestDocumentMapper()
                                    .map(document.get())
                                    .spec()
                                    .name())
                            .hasToString(name);
                }
                documents++;
            }
        }
        SharedPapers.ran(
                "captures of ReqMgr2 (" + documents + " documents, " + errors + " errors)", documents + errors);
        assertThat(documents).isGreaterThan(3);
        assertThat(errors).isGreaterThan(10);
    }
}
