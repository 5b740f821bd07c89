package org.wms2.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.wms2.persistence.DatabaseSettings;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

class DatabaseUrlTest {
    private static DatabaseSettings of(String url, String user, String password) {
        return DatabaseSettings.of(url, user, password);
    }

    @Test
    void userAndPasswordAreTakenOutOfTheParameters() {
        assertThat(DatabaseUrl.parse("jdbc:postgresql://db:5432/wms2?user=alice&ssl=true&password=a%26b%3Dc+d"))
                .isEqualTo(of("jdbc:postgresql://db:5432/wms2?ssl=true", "alice", "a&b=c+d"));
        assertThat(DatabaseUrl.parse("jdbc:postgresql:wms2?user=alice&password=x"))
                .isEqualTo(of("jdbc:postgresql:wms2", "alice", "x"));
    }

    @Test
    void userAndPasswordBeforeTheHostAreTakenOutToo() {
        assertThat(DatabaseUrl.parse("jdbc:postgresql://alice:p%40ss:w@db:5432/wms2?ssl=true"))
                .isEqualTo(of("jdbc:postgresql://db:5432/wms2?ssl=true", "alice", "p@ss:w"));
        assertThat(DatabaseUrl.parse("jdbc:postgresql://alice@db/wms2?password=x"))
                .isEqualTo(of("jdbc:postgresql://db/wms2", "alice", "x"));
    }

    @Test
    void withoutAUserItIsThisAccount() {
        String account = System.getProperty("user.name");

        assertThat(DatabaseUrl.parse("jdbc:postgresql://db/wms2"))
                .isEqualTo(of("jdbc:postgresql://db/wms2", account, ""));
        assertThat(DatabaseUrl.parse("jdbc:postgresql://db/wms2?"))
                .isEqualTo(of("jdbc:postgresql://db/wms2", account, ""));
    }

    @Test
    void aPasswordThatIsBadlyEncodedIsRefusedAndNotTold() {
        assertThatThrownBy(() -> DatabaseUrl.parse("jdbc:postgresql://db/wms2?user=a&password=100%hush"))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("%25")
                .hasMessageNotContaining("hush");
    }
}
