package org.wms2.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One of the four sites fails every job from the moment that work units have landed there, and one job in twenty fails at
 * its first try anywhere: the request is completed without a person. Size: {@code -Dwms2.test.blackHole=20x50}, work units
 * by jobs.
 */
@Tag("htcondor")
class BlackHoleTest {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int LANDED = 3;

    @Test
    void a_black_hole_site_is_left_and_banned_and_nothing_is_lost() {
        String[] size = System.getProperty("wms2.test.blackHole", "10x10").split("x", 2);
        int units = Integer.parseInt(size[0]);
        int jobs = Integer.parseInt(size[1]);
        TestHome home = TestHome.required();
        PretendedCms cms = new PretendedCms(home);
        Wms2Command wms2 = new Wms2Command(
                home, Map.of("WMS2_MAX_JOBS_PER_WORK_UNIT", String.valueOf(jobs), "WMS2_LAYOUT", "subdag"));
        String name = "black-hole-" + Instant.now().getEpochSecond();
        Path documents = LargeGenerator.write(home, name, units * jobs);

        Instant began = Instant.now();
        Running importing = wms2.start("import", name, "--simulate", documents.toString(), "--json");
        importing.awaitTalk("on hold", PATIENCE);
        BlackHole hole = new BlackHole(
                home.home().resolve("submit").resolve(name).resolve("v1").resolve("r0"));
        hole.failFirstTries(units, jobs, 0.05, 20261125L);
        String site = hole.openWhereLanded(LANDED, PATIENCE);
        CompletedRequest request =
                CompletedRequest.of(home, importing.ended(PATIENCE).exits(0).json());
        System.out.printf(
                "black hole at %s, %d work units of %d jobs: %d s%n",
                site, units, jobs, Duration.between(began, Instant.now()).toSeconds());

        assertThat(request.json().path("dags"))
                .extracting(dag ->
                        dag.path("attempt").asInt() + " " + dag.path("status").asText())
                .containsExactly("0 completed");
        JsonNode workUnits = request.json().path("workUnits");
        assertThat(workUnits.path("total").asInt()).isEqualTo(units);
        assertThat(workUnits.path("jobs").asInt()).isEqualTo(units * jobs);
        assertThat(workUnits.path("byStatus").properties())
                .containsExactly(Map.entry("registered", workUnits.path("total")));
        assertThat(request.eventsOnDisk()).isEqualTo(CompletedRequest.eventsTold(request.json()));
        request.isAnnounced(cms);
        request.isRegisteredOnce(cms);
        assertThat(SubmitDirectory.of(request.json()).units())
                .allSatisfy(unit -> assertThat(unit.manifest().path("site").asText())
                        .as("site of %s", unit.path())
                        .isEqualTo(unit.electedSite())
                        .isNotEqualTo(site));

        assertThat(struck(request.json(), site))
                .as("work units that failed at %s", site)
                .isGreaterThanOrEqualTo(LANDED);
        assertThat(wms2.run("site", "list", "--json").exits(0).json().path("bans"))
                .filteredOn(ban -> ban.path("request").asText().equals(name))
                .extracting(ban -> ban.path("site").asText())
                .containsExactly(site);
        JsonNode audit = wms2.run("audit", name, "--json").exits(0).json();
        assertThat(audit.path("clean").asBoolean()).as("%s", audit).isTrue();
    }

    /** Work units of which the record keeps a failure at the site, for a reason of the site. */
    private static long struck(JsonNode request, String site) {
        List<JsonNode> failures = new ArrayList<>();
        request.path("failures").forEach(failures::add);
        return StreamSupport.stream(failures.spliterator(), false)
                .filter(f -> f.path("site").asText().equals(site)
                        && f.path("category").asText().equals("site"))
                .map(f -> f.path("workUnit").asText())
                .distinct()
                .count();
    }
}
