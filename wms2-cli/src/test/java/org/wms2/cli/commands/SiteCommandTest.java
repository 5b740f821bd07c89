package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore.Site;
import org.wms2.server.wiring.Need;

/** {@code wms2 site}. */
class SiteCommandTest {
    private static final SiteName CERN = new SiteName("T2_CH_CERN");

    @TempDir
    private Path home;

    private Cli cli = new Cli(Path.of("/"));

    @BeforeEach
    void atHome() {
        cli = new Cli(home);
    }

    @Test
    void eachActGivesTheSiteItsStatus() {
        Map<String, SiteStatus> acts = Map.of(
                "disable", SiteStatus.DISABLED,
                "drain", SiteStatus.DRAINING,
                "maintenance", SiteStatus.MAINTENANCE,
                "enable", SiteStatus.ENABLED);
        acts.forEach((act, status) -> {
            cli.exits(0, "site", act, CERN.value(), "--why", "so").prints(CERN.value(), status.word());
            assertThat(cli.engine.sites()).containsExactly(new Site(CERN, status, "so (by me@here)"));
        });
        assertThat(cli.composition.needs).as("CRIC is asked").containsOnly(Need.PLAN);
    }

    @Test
    void sitesAreListedFromTheDatabaseAlone() {
        cli.exits(0, "site", "list").prints("all are enabled");
        assertThat(cli.exits(0, "site", "list", "--json").json().path("sites").isEmpty())
                .isTrue();
        assertThat(cli.composition.needs).containsOnly(Need.READ);
        cli.exits(0, "site", "disable", CERN.value());

        cli.exits(0, "site", "list").prints("SITE", CERN.value(), "disabled", "by me@here");
        JsonNode listed = cli.exits(0, "site", "list", "--json").json();
        assertThat(listed.path("sites").path(0).path("site").asText()).isEqualTo(CERN.value());
        assertThat(listed.path("sites").path(0).path("status").asText()).isEqualTo("disabled");
    }

    @Test
    void aBanHoldsForAWhileAndIsLiftedByName() {
        cli.exits(0, "site", "ban", CERN.value(), "--for", "2h", "--why", "smells")
                .prints(CERN.value(), "all requests", "1970-01-01T02:00:00Z", "smells");
        cli.exits(0, "site", "ban", CERN.value(), "--request", "gen").prints("gen");

        JsonNode listed = cli.exits(0, "site", "list", "--json").json().path("bans");
        assertThat(listed.path(0).has("request")).isFalse();
        assertThat(listed.path(1).path("request").asText()).isEqualTo("gen");

        cli.exits(0, "site", "unban", CERN.value()).prints("is not banned any more");
        assertThat(cli.engine.bans()).extracting(SiteBan::request).containsExactly(new RequestName("gen"));
        cli.exits(3, "site", "unban", CERN.value()).says("is not banned");
        cli.exits(2, "site", "ban", CERN.value(), "--for", "soon").says("--for: found 'soon'");
    }

    @Test
    void withJsonAnActIsOneObject() {
        JsonNode drained = cli.exits(0, "site", "drain", CERN.value(), "--json").json();

        assertThat(drained.path("status").asText()).isEqualTo("draining");
        assertThat(drained.path("reason").asText()).isEqualTo("by me@here");
    }

    @Test
    void aSiteThatIsNoneIsRefused() {
        cli.exits(3, "site", "ban", "T2_XX_Nowhere").says("CRIC knows no site").printsNothing();
        cli.exits(7, "site", "ban", "cern")
                .says("a CMS site name such as T2_CH_CERN")
                .printsNothing();
        cli.exits(2, "site", "ban").says("SITE");
        assertThat(cli.engine.sites()).isEmpty();
    }
}
