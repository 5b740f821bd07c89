package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.request.RequestType;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SubjectKind;

/** The words of the tables are the words of the enums. */
class MigrationsTest {
    private static <E> List<String> words(E[] values, Function<E, String> word) {
        return Stream.of(values).map(word).toList();
    }

    @Test
    void everyCheckListsExactlyTheWordsOfItsEnum() throws SQLException {
        List<String> kinds = words(SubjectKind.values(), SubjectKind::word);
        List<String> dags = words(DagStatus.values(), DagStatus::word);
        Map<String, List<String>> expected = Map.ofEntries(
                Map.entry("requests_status", words(RequestStatus.values(), RequestStatus::word)),
                Map.entry("workflows_type", words(RequestType.values(), RequestType::word)),
                Map.entry("workflows_splitting", words(SplittingAlgo.values(), SplittingAlgo::word)),
                Map.entry("dags_status", dags),
                Map.entry("dag_history_status", dags),
                Map.entry("work_units_status", words(WorkUnitStatus.values(), WorkUnitStatus::word)),
                Map.entry("output_blocks_status", words(BlockStatus.values(), BlockStatus::word)),
                Map.entry("sites_status", words(SiteStatus.values(), SiteStatus::word)),
                Map.entry("transitions_kind", kinds),
                Map.entry("wishes_kind", kinds),
                Map.entry("intents_kind", kinds),
                Map.entry("intents_action", words(IntentAction.values(), IntentAction::word)));
        for (Map.Entry<String, List<String>> entry : expected.entrySet()) {
            assertThat(check(entry.getKey())).as(entry.getKey()).containsExactlyInAnyOrderElementsOf(entry.getValue());
        }
    }

    @Test
    void openDagsAndLiveRequestsAreIndexedByTheStatusesThatAreOpenAndLive() throws SQLException {
        assertThat(quoted(index("dags_open")))
                .containsExactlyInAnyOrderElementsOf(Stream.of(DagStatus.values())
                        .filter(DagStatus::isOpen)
                        .map(DagStatus::word)
                        .toList());
        assertThat(quoted(index("requests_due")))
                .containsExactlyInAnyOrderElementsOf(Stream.of(RequestStatus.values())
                        .filter(RequestStatus::isFinal)
                        .map(RequestStatus::word)
                        .toList());
    }

    private static java.util.Set<String> check(String constraint) throws SQLException {
        return quoted(ask("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = ?", constraint));
    }

    private static String index(String name) throws SQLException {
        return ask("SELECT indexdef FROM pg_indexes WHERE indexname = ?", name);
    }

    private static String ask(String query, String name) throws SQLException {
        StoreDatabase.emptied();
        try (Connection connection = TestPostgres.connect(StoreDatabase.settings());
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).as(name).isTrue();
                return rows.getString(1);
            }
        }
    }

    private static java.util.Set<String> quoted(String definition) {
        TreeSet<String> words = new TreeSet<>();
        Matcher matcher = Pattern.compile("'([^']+)'").matcher(definition);
        while (matcher.find()) {
            words.add(matcher.group(1));
        }
        return words;
    }
}
