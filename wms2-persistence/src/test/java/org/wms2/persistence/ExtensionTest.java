package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** A database whose user may not create the extension that the ledger needs. */
class ExtensionTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    @Test
    void is_refused_with_what_a_superuser_has_to_run_and_then_opens() {
        String database = POSTGRES.rows("SELECT current_database()").getFirst();
        String role = database + "_user";
        POSTGRES.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'secret'");
        try {
            POSTGRES.execute("GRANT USAGE, CREATE ON SCHEMA public TO " + role);
            DatabaseSettings settings =
                    new DatabaseSettings(POSTGRES.settings().url(), role, "secret", 2, Duration.ofSeconds(5));

            assertThatThrownBy(() -> Database.open(settings).close()).isInstanceOfSatisfying(Wms2Exception.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
                assertThat(e.text())
                        .contains("as a superuser, run 'CREATE EXTENSION btree_gist'", database, role)
                        .doesNotContain("secret")
                        .doesNotContain("\n");
            });
            assertThat(POSTGRES.rows("SELECT version FROM flyway_schema_history"))
                    .containsExactly("1");

            POSTGRES.execute("CREATE EXTENSION btree_gist");
            try (Database opened = Database.open(settings)) {
                assertThat(opened.stores().sites().sites()).isEmpty();
            }
        } finally {
            POSTGRES.execute("DROP OWNED BY " + role);
            POSTGRES.execute("DROP ROLE " + role);
        }
    }
}
