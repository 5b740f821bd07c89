package org.wms2.cli.endtoend;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** What the jobs of a DAG find in their payload.json, which is sent with each start: failures to play. */
final class BlackHole {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String ELECTED = "WMS2_ELECTED_SITE = ";
    /** Of the classes of {@code wms2_errors.json}: an input that could not be read, the worker's software. */
    private static final int TRANSIENT = 8021;

    private static final int SITE = 10032;

    private final Path directory;

    BlackHole(Path directory) {
        this.directory = directory;
    }

    /** One try of some jobs fails, wherever they run. */
    void failFirstTries(int workUnits, int jobs, double part, long seed) {
        System.out.println("first tries fail by seed " + seed);
        Random random = new Random(seed);
        write(inject -> {
            for (int ordinal = 0; ordinal < workUnits; ordinal++) {
                for (int index = 0; index < jobs; index++) {
                    if (random.nextDouble() < part) {
                        inject.addObject()
                                .put("role", "processing")
                                .put("ordinal", ordinal)
                                .put("index", index)
                                .put("exitCode", TRANSIENT)
                                .put("times", 1);
                    }
                }
            }
        });
    }

    /** From now on every job fails at a site where so many work units have landed; returns the site. */
    String openWhereLanded(int workUnits, Duration limit) {
        Instant end = Instant.now().plus(limit);
        while (Instant.now().isBefore(end)) {
            for (Map.Entry<String, Integer> landed : landed().entrySet()) {
                if (landed.getValue() >= workUnits) {
                    write(inject ->
                            inject.insertObject(0).put("site", landed.getKey()).put("exitCode", SITE));
                    return landed.getKey();
                }
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        throw new AssertionError("no site with " + workUnits + " work units within " + limit + ": " + landed());
    }

    private Map<String, Integer> landed() {
        Map<String, Integer> sites = new HashMap<>();
        try (Stream<Path> groups = Files.list(directory)) {
            List<Path> elected = groups.map(g -> g.resolve("elected_site.inc"))
                    .filter(Files::exists)
                    .toList();
            for (Path file : elected) {
                sites.merge(Files.readString(file).strip().replace(ELECTED, ""), 1, Integer::sum);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sites;
    }

    /** Adds to what is played already. */
    private interface Failures {
        void addTo(ArrayNode inject);
    }

    private void write(Failures failures) {
        Path payload = directory.resolve("payload.json");
        try {
            ObjectNode json = (ObjectNode) MAPPER.readTree(payload.toFile());
            failures.addTo(json.withArray("inject"));
            Path changed = directory.resolve("payload.json.changed");
            MAPPER.writeValue(changed.toFile(), json);
            Files.move(changed, payload, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
