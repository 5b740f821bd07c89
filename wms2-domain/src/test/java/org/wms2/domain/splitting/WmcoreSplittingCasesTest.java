package org.wms2.domain.splitting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Our splitters and merge rules against the recorded behaviour of WMCore's (contracts/cms.md 2.8). The file of cases is
 * the shared one below {@code -Dwms2.shared}; {@code -Dwms2.splitting-cases=FILE} runs any other of that format instead.
 */
class WmcoreSplittingCasesTest {
    private static final String OTHER = "wms2.splitting-cases";

    @Test
    void every_recorded_case_of_WMCores_splitters_gives_the_same_jobs() throws IOException {
        String other = System.getProperty(OTHER);
        Path file = other == null
                ? Path.of(System.getProperty("wms2.shared", "../../shared"), "contracts/data/splitting-cases.json")
                : named(other);
        if (other == null && !Files.isReadable(file)) {
            System.err.println("!!! NOT TESTED: " + file + " is not there; give its place with -Dwms2.shared");
            return;
        }
        List<CaseOutcome> outcomes = new ArrayList<>();
        for (JsonNode recorded : new JsonMapper().readTree(file.toFile()).get("cases")) {
            outcomes.add(CaseOutcome.of(new SplittingCase(recorded)));
        }
        report(file, outcomes);
        assertThat(outcomes).as("cases in " + file).isNotEmpty();
        assertThat(outcomes).filteredOn(outcome -> !outcome.passed()).isEmpty();
    }

    /** Maven runs tests in the module's directory; a path may be meant from that of the checkout. */
    private static Path named(String other) {
        Path here = Path.of(other);
        return Files.isReadable(here) ? here : Path.of("..").resolve(here);
    }

    private static void report(Path file, List<CaseOutcome> outcomes) {
        Map<String, int[]> byAlgorithm = new TreeMap<>();
        int passed = 0;
        for (CaseOutcome outcome : outcomes) {
            int[] counts = byAlgorithm.computeIfAbsent(outcome.algorithm(), name -> new int[2]);
            counts[0] += outcome.passed() ? 1 : 0;
            counts[1]++;
            passed += outcome.passed() ? 1 : 0;
        }
        System.out.println("WMCore splitting cases of " + file + ":");
        byAlgorithm.forEach(
                (name, counts) -> System.out.printf("  %-24s %4d of %4d passed%n", name, counts[0], counts[1]));
        System.out.printf("  %-24s %4d of %4d passed%n", "all", passed, outcomes.size());
        for (CaseOutcome outcome : outcomes) {
            if (!outcome.passed()) {
                System.out.println("  FAILED " + outcome.id() + ": " + outcome.difference());
            }
        }
    }
}
