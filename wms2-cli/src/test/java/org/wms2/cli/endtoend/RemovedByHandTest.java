package org.wms2.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody removes the DAGMan of a running request by hand, after 3 of its 10 work units: T-1 of the predecessor. */
@Tag("htcondor")
class RemovedByHandTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int WORK_UNITS = 10;
    private static final int HELD = 4;
    private static final int COMPLETED_ALREADY = 4;

    @Test
    void the_request_is_held_and_a_release_goes_on_without_losing_or_repeating_anything()
            throws InterruptedException, IOException {
        TestHome home = TestHome.required();
        TestedPool pool = new TestedPool(home);
        PretendedCms cms = new PretendedCms(home);
        Wms2Command wms2 =
                new Wms2Command(home, Map.of("WMS2_MAX_JOBS_PER_WORK_UNIT", "1", "WMS2_THROTTLE_WORK_UNITS", "4"));
        String name = "demo-gen-removed-" + Instant.now().getEpochSecond();
        cms.create("demo-gen", name);

        Running importing = wms2.start("import", name, "--max-events", "500", "--json");
        importing.awaitTalk("on hold", PATIENCE);
        Path directory = home.home().resolve("submit").resolve(name).resolve("v1/r0");
        awaitMerged(directory, 3);
        pool.removeByHand(pool.dagMans(name + "-v1-r0").getFirst().cluster());
        JsonNode held = importing.ended(PATIENCE).exits(HELD).json();

        assertThat(held.path("request").path("status").asText()).isEqualTo("held");
        assertThat(held.path("request").path("reason").asText())
                .contains("DAGMan was removed, not by WMS2", "of 10 work units are merged");
        assertThat(held.path("request").path("suggestion").asText()).isEqualTo("release");
        assertThat(merged(directory)).isBetween(3L, WORK_UNITS - 1L);
        wms2.run("audit", name).exits(0);

        wms2.run("release", name).exits(0);
        CompletedRequest request = CompletedRequest.of(
                home, wms2.run("import", name, "--json").exits(0).json());

        assertThat(request.json().path("dags"))
                .extracting(dag -> dag.path("round").asInt() + "/"
                        + dag.path("attempt").asInt() + " " + dag.path("status").asText())
                .containsExactly("0/0 removed", "0/1 completed");
        request.isAnnounced(cms);
        // A merge that ended just as its DAGMan was removed leaves files that no manifest names: such as this one.
        Path merged = request.files().getFirst().path();
        Files.copy(
                merged,
                merged.resolveSibling(
                        String.valueOf(merged.getFileName()).replaceFirst("-a[01]_0_0_1-", "-a0_0_0_7-")));
        wms2.run("archive", name, "--leftovers", "--delete").exits(0);
        CompletedRequest.of(
                        home,
                        wms2.run("import", name, "--json")
                                .exits(COMPLETED_ALREADY)
                                .json())
                .isRegisteredOnce(cms);
        wms2.run("audit", name).exits(0);
    }

    private static long merged(Path directory) {
        return IntStream.range(0, WORK_UNITS)
                .filter(i -> Files.exists(directory.resolve(String.format(Locale.ROOT, "mg_%06d/manifest.json", i))))
                .count();
    }

    private static void awaitMerged(Path directory, int wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (merged(directory) < wanted) {
            assertThat(System.nanoTime())
                    .as("%s merged so far", merged(directory))
                    .isLessThan(end);
            Thread.sleep(200);
        }
    }
}
