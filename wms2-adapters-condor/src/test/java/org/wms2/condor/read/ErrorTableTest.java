package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wms2.condor.read.ErrorTable.Verdict;
import org.wms2.ports.dag.FailureCategory;

class ErrorTableTest {
    private static final Path RESOURCES = Path.of("src/main/resources/org/wms2/condor");
    private static final String HEAD =
            "{\"schema\":\"wms2-errors/1\",\"other\":{\"category\":\"unknown\",\"final\":false},";

    @ParameterizedTest
    @CsvSource({
        "8001, PAYLOAD, true",
        "139, PAYLOAD, false",
        "8021, INPUT, false",
        "8016, INPUT, true",
        "10034, SITE, false",
        "60311, STORAGE, false",
        "50660, MEMORY, false",
        "50664, TIME, true",
        "71103, PLAN, true",
        "10040, PLAN, true",
        "10041, SITE, false",
        "137, KILLED, false",
        "127, LAUNCHER, false",
        "4242, UNKNOWN, false",
        "0, UNKNOWN, false",
        "99999999, UNKNOWN, false"
    })
    void an_exit_code_has_one_verdict(int code, FailureCategory category, boolean isFinal) {
        assertThat(ErrorTable.get().verdict(code)).isEqualTo(new Verdict(category, isFinal));
    }

    @Test
    void a_word_of_the_report_goes_before_its_exit_code_if_it_is_one_of_ours() {
        assertThat(ErrorTable.get().category("merge", 8001)).isEqualTo(FailureCategory.MERGE);
        assertThat(ErrorTable.get().category("", 8001)).isEqualTo(FailureCategory.PAYLOAD);
        assertThat(ErrorTable.get().category("infrastructure", 60311)).isEqualTo(FailureCategory.STORAGE);
    }

    @Test
    void the_schemas_of_side_file_and_payload_list_the_categories_and_no_others() throws IOException {
        List<String> words = Arrays.stream(FailureCategory.values())
                .map(FailureCategory::word)
                .toList();
        assertThat(words(schema("side-file-1").at("/properties/category/enum"))).containsExactlyElementsOf(words);
        assertThat(words(schema("payload-1").at("/properties/inject/items/properties/category/enum")))
                .containsExactlyElementsOf(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"category\":\"catastrophic\",\"final\":true,\"codes\":[7]}",
                "{\"category\":\"payload\",\"final\":true,\"codes\":[7,[5,9]]}",
                "{\"category\":\"payload\",\"final\":true,\"codes\":[[5,9],7]}",
                "{\"category\":\"payload\",\"final\":true,\"codes\":[[9,5]]}",
                "{\"category\":\"payload\",\"final\":true,\"codes\":[0]}",
                "{\"category\":\"payload\",\"final\":1,\"codes\":[7]}"
            })
    void a_table_with_a_strange_word_or_a_code_in_two_classes_is_refused(String part) {
        assertThatThrownBy(() -> ErrorTable.parse("fixture", HEAD + "\"classes\":[" + part + "]}"))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void the_scripts_call_of_the_site_what_the_server_does() throws IOException {
        List<String> words = Arrays.stream(FailureCategory.values())
                .filter(FailureCategory::isOfSite)
                .map(FailureCategory::word)
                .toList();
        assertThat(RESOURCES.resolve("job/wms2_common.py"))
                .content()
                .contains("OF_SITE = (\"" + String.join("\", \"", words) + "\")");
        assertThat(RESOURCES.resolve("job/group_end.sh"))
                .content()
                .contains("\"category\":\"(" + String.join("|", words) + ")\"");
    }

    private static JsonNode schema(String name) throws IOException {
        return new JsonMapper()
                .readTree(RESOURCES.resolve("schema/" + name + ".schema.json").toFile());
    }

    private static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(w -> {
            if (!w.isNull()) {
                words.add(w.textValue());
            }
        });
        return words;
    }
}
