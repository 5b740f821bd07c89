package org.wms2.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.wms2.ports.request.RequestStatus;

/**
 * The laws in worlds of many seeds. {@code -Dwms2.seeds=10000} runs so many (as the profile of {@code -Psimulate} does),
 * {@code -Dwms2.seed=N} only one, with its journal.
 */
class SimulationTest {
    private static final int SHOWN = 60;

    @Test
    void noLawIsBrokenWhateverGoesWrongWhenever() {
        Long only = Long.getLong("wms2.seed");
        long first = only == null ? 1 : only;
        long seeds = only == null ? Long.getLong("wms2.seeds", 200) : 1;
        long began = System.nanoTime();
        Map<RequestStatus, Integer> ends = new EnumMap<>(RequestStatus.class);
        List<Simulation.Outcome> failed = new ArrayList<>();
        LongStream.range(first, first + seeds)
                .parallel()
                .mapToObj(Simulation::run)
                .forEachOrdered(outcome -> {
                    outcome.ends().forEach((status, n) -> ends.merge(status, n, Integer::sum));
                    if (!outcome.broken().isEmpty()) {
                        failed.add(outcome);
                    }
                });
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println("simulation: " + (seeds - failed.size()) + " of " + seeds + " seeds clean in "
                + took.toMillis() / 1_000.0 + " s; requests ended: " + ends);
        if (only != null) {
            failed.addAll(failed.isEmpty() ? List.of(Simulation.run(first)) : List.of());
            System.out.println(
                    String.join(System.lineSeparator(), failed.getFirst().journal()));
            failed.removeIf(o -> o.broken().isEmpty());
        }
        assertThat(failed.stream().map(SimulationTest::words)).isEmpty();
        assertThat(ends).as("of all kinds of ends").containsKey(RequestStatus.COMPLETED);
    }

    private static String words(Simulation.Outcome outcome) {
        List<String> journal = outcome.journal();
        return "seed " + outcome.seed() + " breaks: " + outcome.broken().getFirst() + System.lineSeparator()
                + "replay it: ./mvnw -pl wms2-server -am test -Dtest=SimulationTest -Dwms2.seed=" + outcome.seed()
                + " -Dsurefire.failIfNoSpecifiedTests=false" + System.lineSeparator()
                + String.join(
                        System.lineSeparator(), journal.subList(Math.max(0, journal.size() - SHOWN), journal.size()));
    }

    @Test
    void oneSeedReplaysIdentically() {
        for (long seed : new long[] {3, 17, 42}) {
            Simulation.Outcome first = Simulation.run(seed);
            Simulation.Outcome second = Simulation.run(seed);
            assertThat(second).as("seed %s", seed).isEqualTo(first);
            assertThat(first.journal()).hasSizeGreaterThan(20);
            assertThat(Simulation.run(seed + 1).journal()).isNotEqualTo(first.journal());
        }
    }
}
