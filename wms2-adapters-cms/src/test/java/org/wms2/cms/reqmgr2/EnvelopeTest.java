package org.wms2.cms.reqmgr2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    @Test
    void theDocumentComesOutByteForByte() throws IOException {
        String document = "{ \"RequestName\":\"a\",  \"x\": [1 ,{\"y\" : \"\u00e9}\"}] }";

        assertThat(Envelope.document("{\"result\": [\n {\"b\": {}, \"a\": " + document + "}\n]}\n", "a"))
                .contains(document);
    }

    @Test
    void anEmptyResultIsNoRequest() throws IOException {
        assertThat(Envelope.document("{\"result\": [\n]}\n", "a")).isEmpty();
        assertThat(Envelope.document("{\"result\": [\n {\"b\": {}}]}\n", "a")).isEmpty();
        assertThat(Envelope.document("{\"result\": [\n {\"a\": null}]}\n", "a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "<html>",
                "{\"result\": {}}",
                "{\"result\": [1]}",
                "{\"result\": [\n {\"a\": {\"b\""
            })
    void anythingElseIsNotAnAnswer(String answer) {
        assertThatThrownBy(() -> Envelope.document(answer, "a")).isInstanceOf(IOException.class);
    }
}
