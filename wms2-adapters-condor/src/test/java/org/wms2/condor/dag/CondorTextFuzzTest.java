package org.wms2.condor.dag;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.parallel.Isolated;
import org.wms2.ports.error.Wms2Exception;

/** Whatever the value is, it is refused in words, or stays on its line and can be read back. With JAZZER_FUZZ=1 guided. */
@Isolated("Jazzer has one state for the process.")
class CondorTextFuzzTest {
    @FuzzTest
    void values(FuzzedDataProvider data) {
        String value = data.consumeRemainingAsString();
        written(CondorText::classAdString, value, CondorTextFuzzTest::oldString);
        written(CondorText::submitString, value, t -> oldString(withDollars(t)));
        written(CondorText::argument, value, t -> newArgument(withDollars(t)));
        written(CondorText::varsValue, value, t -> t.substring(1, t.length() - 1));
        written(CondorText::plain, value, t -> t);
        written(CondorText::word, value, t -> t);
        written(CondorText::expression, value, t -> value.isBlank() ? t : value.replace(value.strip(), t));
        assertThat(CondorText.sentence(value).chars()).noneMatch(Character::isISOControl);
    }

    private static void written(UnaryOperator<String> writer, String value, UnaryOperator<String> reader) {
        try {
            String text = writer.apply(value);
            assertThat(text.chars()).noneMatch(Character::isISOControl);
            assertThat(reader.apply(text)).isEqualTo(value);
        } catch (Wms2Exception e) {
            assertThat(e.text()).contains("expected");
        }
    }

    /** As condor_submit reads the one macro that we write; any other would be expanded. */
    private static String withDollars(String text) {
        assertThat(text.replace("$(DOLLAR)", "")).doesNotContain("$");
        return text.replace("$(DOLLAR)", "$");
    }

    /** An old ClassAd string: a backslash escapes a quote and nothing else; one before the last quote would not end it. */
    private static String oldString(String text) {
        assertThat(text).startsWith("\"").endsWith("\"");
        StringBuilder value = new StringBuilder();
        int end = text.length() - 1;
        for (int i = 1; i < end; i++) {
            boolean escape = text.charAt(i) == '\\' && text.charAt(i + 1) == '"';
            assertThat(text.charAt(i)).as("a quote inside").isNotEqualTo('"');
            if (escape) {
                i++;
                assertThat(i).as("the string ends").isLessThan(end);
            }
            value.append(text.charAt(i));
        }
        return value.toString();
    }

    /** New syntax of arguments: in single quotes, where a quote of either kind is doubled. */
    private static String newArgument(String text) {
        assertThat(text).startsWith("'").endsWith("'");
        String inner = text.substring(1, text.length() - 1);
        assertThat(inner.replace("''", "").replace("\"\"", "")).doesNotContain("'", "\"");
        return inner.replace("''", "'").replace("\"\"", "\"");
    }
}
