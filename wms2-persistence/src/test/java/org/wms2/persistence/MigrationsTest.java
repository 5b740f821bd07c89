package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.pilot.PilotStatus;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.request.RequestType;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.store.AlertKind;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.wish.WishKind;
import org.wms2.ports.wish.WishOutcome;

/** The database's form and the vocabulary say the same. */
class MigrationsTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    private static final Pattern WORD = Pattern.compile("'([A-Za-z0-9_]+)'");

    @BeforeAll
    static void migrate() {
        POSTGRES.database();
    }

    static Stream<Arguments> checks() {
        return Stream.of(
                check("requests_status", RequestStatus.values(), RequestStatus::word),
                check("requests_cause", Cause.values(), Cause::word),
                check("workflows_type", RequestType.values(), RequestType::word),
                check("workflows_splitting", SplittingAlgo.values(), SplittingAlgo::word),
                check("dags_status", DagStatus.values(), DagStatus::word),
                check("dag_history_status", DagStatus.values(), DagStatus::word),
                check("work_units_status", WorkUnitStatus.values(), WorkUnitStatus::word),
                check("pilots_status", PilotStatus.values(), PilotStatus::word),
                check("output_blocks_status", BlockStatus.values(), BlockStatus::word),
                check("sites_status", SiteStatus.values(), SiteStatus::word),
                check("transitions_kind", SubjectKind.values(), SubjectKind::word),
                check("alerts_kind", AlertKind.values(), AlertKind::word),
                check("wishes_kind", SubjectKind.values(), SubjectKind::word),
                Arguments.of("wishes_wish", wishes()),
                check("wishes_outcome", WishOutcome.values(), WishOutcome::word),
                check("failures_category", FailureCategory.values(), FailureCategory::word),
                check("intents_kind", SubjectKind.values(), SubjectKind::word),
                check("ledger_reason", ExclusionReason.values(), ExclusionReason::word),
                check("input_exclusions_reason", ExclusionReason.values(), ExclusionReason::word),
                check("intents_action", IntentAction.values(), IntentAction::word));
    }

    /** The table has known a word longer than the program does. */
    private static List<String> wishes() {
        return Stream.concat(Stream.of(WishKind.values()).map(WishKind::word), Stream.of("restart"))
                .toList();
    }

    private static <E> Arguments check(String constraint, E[] values, Function<E, String> word) {
        return Arguments.of(constraint, Stream.of(values).map(word).toList());
    }

    private static List<String> words(String sql) {
        String text = String.join(" ", POSTGRES.rows(sql));
        return WORD.matcher(text).results().map(match -> match.group(1)).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("checks")
    void every_check_names_the_words_of_its_enum(String constraint, List<String> words) {
        assertThat(words("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '" + constraint + "'"))
                .containsExactlyInAnyOrderElementsOf(words);
    }

    @Test
    void no_check_of_a_status_kind_or_action_is_left_out() {
        List<Object> tested = checks().map(arguments -> arguments.get()[0]).toList();
        assertThat(
                        POSTGRES.rows(
                                "SELECT conname FROM pg_constraint"
                                        + " WHERE contype = 'c' AND conname ~ '_(status|kind|action|type|splitting|reason|wish|outcome|cause|category)$'"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(tested).contains(name));
    }

    @Test
    void the_indexes_of_what_is_live_name_the_words_of_the_enums() {
        assertThat(index("requests_due"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(RequestStatus.values())
                        .filter(RequestStatus::isFinal)
                        .map(RequestStatus::word)
                        .toList());
        assertThat(index("dags_open"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(DagStatus.values())
                        .filter(DagStatus::isOpen)
                        .map(DagStatus::word)
                        .toList());
    }

    private static List<String> index(String name) {
        return words("SELECT indexdef FROM pg_indexes WHERE indexname = '" + name + "'");
    }

    @Test
    void request_names_are_compared_byte_by_byte_in_every_table() {
        assertThat(POSTGRES.rows(
                        "SELECT table_name FROM information_schema.columns WHERE table_schema = current_schema()"
                                + " AND column_name = 'request' AND collation_name IS DISTINCT FROM 'C'"))
                .isEmpty();
    }
}
