package org.wms2.condor.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wms2.ports.error.Wms2Exception;

class CondorTextTest {
    @Test
    void a_classad_string_escapes_quotes_and_leaves_backslashes_as_old_classads_read_them() {
        assertThat(CondorText.classAdString("a \"b\" \\c")).isEqualTo("\"a \\\"b\\\" \\c\"");
        assertThatThrownBy(() -> CondorText.classAdString("end\\")).isInstanceOf(Wms2Exception.class);
    }

    @Test
    void a_dollar_in_a_submit_file_is_one_that_begins_no_macro() {
        assertThat(CondorText.submitString("5$ (x)")).isEqualTo("\"5$(DOLLAR) (x)\"");
        for (String value : List.of("$$(Cpus)", "a$$", "$(DOLLAR)")) {
            assertThatThrownBy(() -> CondorText.submitString(value)).isInstanceOf(Wms2Exception.class);
            assertThatThrownBy(() -> CondorText.argument(value)).isInstanceOf(Wms2Exception.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "\"rhel8\"",
                "\"$$(GLIDEIN_CMSSite:Unknown)\"",
                "JobStatus == 2 ? \"a \\\" b\" : undefined",
            })
    void an_expression_of_the_operator_is_written_as_it_is(String value) {
        assertThat(CondorText.expression(" " + value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\"open", "a\"b\"c\"", "$(HOME)", "$ENV(HOME)", "\"$(X)\"", "1\\", "a\nqueue", "$$(a b)"
            })
    void an_expression_that_would_reach_beyond_its_line_is_refused(String value) {
        assertThatThrownBy(() -> CondorText.expression(value)).isInstanceOf(Wms2Exception.class);
    }

    @Test
    void words_for_people_stay_on_one_line() {
        assertThat(CondorText.sentence(" a\nb\u0000c ")).isEqualTo("a b c");
        assertThat(CondorText.sentence("x".repeat(5000))).hasSize(1000);
    }

    @Test
    void an_argument_doubles_quotes_and_hides_dollars() {
        assertThat(CondorText.argument("it's \"$(HOME)\"")).isEqualTo("'it''s \"\"$(DOLLAR)(HOME)\"\"'");
    }

    @Test
    void a_macro_on_a_vars_line_is_quoted() {
        assertThat(CondorText.vars("WMS2_INDEX", "7")).isEqualTo("WMS2_INDEX=\"7\"");
        assertThat(CondorText.varsAttribute("WMS2_Attempt", 2)).isEqualTo("My.WMS2_Attempt=\"2\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nqueue 5", "a\rb", "tab\there", "nul\0", "\u0085"})
    void control_characters_are_refused_everywhere(String value) {
        assertThatThrownBy(() -> CondorText.classAdString(value)).isInstanceOf(Wms2Exception.class);
        assertThatThrownBy(() -> CondorText.vars("X", value)).isInstanceOf(Wms2Exception.class);
        assertThatThrownBy(() -> CondorText.argument(value)).isInstanceOf(Wms2Exception.class);
        assertThatThrownBy(() -> CondorText.assignment("X", value)).isInstanceOf(Wms2Exception.class);
        assertThatThrownBy(() -> CondorText.word(value)).isInstanceOf(Wms2Exception.class);
        assertThatThrownBy(() -> CondorText.submitString(value)).isInstanceOf(Wms2Exception.class);
        assertThatThrownBy(() -> CondorText.expression('"' + value + '"')).isInstanceOf(Wms2Exception.class);
        assertThatThrownBy(() -> CondorText.my("X", value)).isInstanceOf(Wms2Exception.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$(HOME)", "$ENV(PATH)", "$$(Name)"})
    void macros_are_refused_where_they_would_be_expanded(String value) {
        assertThatThrownBy(() -> CondorText.vars("X", value)).isInstanceOf(Wms2Exception.class);
        assertThatThrownBy(() -> CondorText.assignment("X", value)).isInstanceOf(Wms2Exception.class);
        assertThatThrownBy(() -> CondorText.plain(value)).isInstanceOf(Wms2Exception.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "-flag", "a;b", "a#b", "../up", "a|b"})
    void what_is_no_word_is_refused(String value) {
        assertThatThrownBy(() -> CondorText.word(value)).isInstanceOf(Wms2Exception.class);
    }

    @Test
    void a_refusal_shows_no_control_characters_and_no_end_of_the_line() {
        assertThatThrownBy(() -> CondorText.word("a\nb".repeat(200)))
                .isInstanceOfSatisfying(
                        Wms2Exception.class,
                        e -> assertThat(e.text()).doesNotContain("\n").hasSizeLessThan(400));
    }
}
