package org.wms2.cms.reqmgr2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.NotYetException;

/**
 * The law of the mapping: whatever a field holds, the document is mapped or refused in words, and a refusal names a field
 * that was changed. Each repetition is one seed; {@code -Dwms2.seed} adds to it.
 */
class MutatedDocumentsTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "\"\"",
            "0",
            "-1",
            "1.5",
            "1e400",
            "99999999999999999999",
            "\"NaN\"",
            "[]",
            "[null]",
            "[[1]]",
            "{}",
            "{\"Gen\": 1}",
            "{\"1\": [[2]]}",
            "\"/A/B/C\"",
            "\"a,b\"",
            "\"[\"",
            "\"\\u0000\"",
            "[{}]",
            "\"1\"");

    private final RequestDocumentMapper mapper = new RequestDocumentMapper();

    @RepeatedTest(40)
    void everyMutationIsMappedOrRefusedByTheNameOfAField(RepetitionInfo repetition) throws IOException {
        long seed = repetition.getCurrentRepetition() + Long.getLong("wms2.seed", 0L);
        SplittableRandom random = new SplittableRandom(seed);
        for (String name : List.of("step-chain", "task-chain", "rereco")) {
            for (int i = 0; i < 50; i++) {
                ObjectNode document = (ObjectNode) MAPPER.readTree(TestDocuments.text(name));
                List<ObjectNode> objects = objects(document);
                ObjectNode target = objects.get(random.nextInt(objects.size()));
                List<String> fields = new ArrayList<>(
                        target.properties().stream().map(Map.Entry::getKey).toList());
                fields.addAll(
                        List.of("LumiList", "RunWhitelist", "BlockBlacklist", "MCPileup", "EventsPerJob", "Memory"));
                String field = fields.get(random.nextInt(fields.size()));
                String value = VALUES.get(random.nextInt(VALUES.size()));
                target.set(field, MAPPER.readTree(value));
                String raw = document.toString();
                try {
                    assertThat(mapper.map(raw).raw()).isEqualTo(raw);
                } catch (InputRefusedException e) {
                    assertThat(e.text())
                            .as("seed %d, %s of %s set to %s", seed, field, name, value)
                            .contains(": found ")
                            .doesNotContain("\u0000");
                } catch (NotYetException e) {
                    assertThat(field).isEqualTo("RequestType");
                }
            }
        }
    }

    private static List<ObjectNode> objects(JsonNode document) {
        List<ObjectNode> objects = new ArrayList<>(List.of((ObjectNode) document));
        for (JsonNode child : document) {
            if (child.isObject()) {
                objects.addAll(objects(child));
            }
        }
        return objects;
    }
}
