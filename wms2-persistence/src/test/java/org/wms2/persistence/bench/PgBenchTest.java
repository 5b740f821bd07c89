package org.wms2.persistence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wms2.persistence.TestPostgres;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.RequestStore;

/** What pgbench is given is what the store sends. */
class PgBenchTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    @Test
    void the_script_moves_there_and_back_with_a_variable_for_every_value() throws SQLException {
        RequestStore requests = POSTGRES.emptyStores().requests();
        LiveRequests live = new LiveRequests(POSTGRES.settings(), requests, 1);
        live.create();
        String script = new PgBench(Path.of("pgbench"), POSTGRES.settings(), live).script();
        List<String> sent = script.lines().filter(line -> line.endsWith(";")).toList();
        assertThat(sent).hasSize(10);
        assertThat(sent.subList(0, 5))
                .extracting(PgBenchTest::verb)
                .isEqualTo(List.of("BEGIN;", "UPDATE", "UPDATE", "INSERT", "COMMIT;"));
        assertThat(String.join("", sent)).doesNotContain("?").contains(":version", ":generation", ":owner", ":name");
        assertThat(sent.get(2)).contains("SET status = :planning", "status = :queued");
        assertThat(sent.get(7)).contains("SET status = :queued", "status = :planning");
        assertThat(live.moved()).isEqualTo(2);
        assertThat(requests.find(LiveRequests.name(0, 0)).orElseThrow().status())
                .isEqualTo(RequestStatus.QUEUED);
    }

    private static String verb(String statement) {
        return statement.split(" ", 2)[0];
    }
}
