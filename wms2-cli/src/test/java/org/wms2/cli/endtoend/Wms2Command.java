package org.wms2.cli.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts the real command, or another main class in its place, as a child process with WMS2_HOME set.
 *
 * @param variables added to the child's environment
 */
record Wms2Command(TestHome home, Map<String, String> variables) {
    /** Longer than any run here takes on a machine that does nothing else. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /**
     * With claims that live for seconds only, so that a killed process is soon forgotten. A live process renews its claim
     * with every turn.
     */
    static Wms2Command withShortLease(TestHome home) {
        return new Wms2Command(home, Map.of("WMS2_LEASE", "5s"));
    }

    static Wms2Command plain(TestHome home) {
        return new Wms2Command(home, Map.of());
    }

    /** Runs {@code wms2 <arguments>} to its end. */
    Ended run(String... arguments) {
        return start(arguments).ended(PATIENCE);
    }

    /** Starts {@code wms2 <arguments>}. */
    Running start(String... arguments) {
        List<String> java = new ArrayList<>();
        archive().ifPresent(archive -> java.add("-XX:SharedArchiveFile=" + archive));
        java.addAll(List.of("-Dwms2.app=" + home.app(), "-Dwms2.java=" + home.java()));
        java.addAll(List.of("-cp", home.app() + "/lib/*", "org.wms2.cli.Main"));
        java.addAll(List.of(arguments));
        return start(java);
    }

    /** Runs a main class of these tests to its end. */
    Ended runTestClass(Class<?> main, String... arguments) {
        return startTestClass(main, arguments).ended(PATIENCE);
    }

    /** Starts a main class of these tests. */
    Running startTestClass(Class<?> main, String... arguments) {
        List<String> java = new ArrayList<>();
        java.add("-Dwms2.test.home=" + home.home());
        java.addAll(List.of("-Dwms2.app=" + home.app(), "-Dwms2.java=" + home.java()));
        java.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        java.addAll(List.of(arguments));
        return start(java);
    }

    private Running start(List<String> javaArguments) {
        List<String> line = new ArrayList<>();
        // What runs in the background of a shell has SIGINT ignored, and Java then leaves it ignored.
        line.addAll(List.of("env", "--default-signal=INT", home.java().toString()));
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xlog:disable"));
        line.add("--enable-native-access=ALL-UNNAMED");
        line.addAll(javaArguments);
        ProcessBuilder builder = new ProcessBuilder(line).directory(home.home().toFile());
        Map<String, String> environment = new LinkedHashMap<>(variables);
        environment.put("WMS2_HOME", home.home().toString());
        builder.environment().putAll(environment);
        try {
            return Running.of(builder.start(), String.join(" ", javaArguments));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + line, e);
        }
    }

    private Optional<Path> archive() {
        try (Stream<Path> files = Files.list(home.app())) {
            return files.filter(f -> f.toString().endsWith(".jsa") && f.toFile().length() > 0)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
