package org.wms2.cms.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;

/** The pretended CMS as a process of its own, and the client of its control surface. */
class SimulatedCmsMainTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private Optional<Process> running = Optional.empty();

    @AfterEach
    void end() {
        running.ifPresent(Process::destroyForcibly);
    }

    @Test
    void itServesRemembersAndEndsCleanly() throws Exception {
        RequestName name = new RequestName("demo-rereco-main");
        try (SimulatedCmsControl control = start()) {
            assertThat(control.ping()).contains(running.orElseThrow().pid());
            assertThat(control.scenarios())
                    .extracting(SimulatedCmsControl.Listed::name)
                    .isEqualTo(Scenario.NAMES);
            control.create("demo-rereco", name);
            assertThat(control.madeUp(new DatasetName("/WMS2DemoData/WMS2Demo-v2/RAW")))
                    .isFalse();
            assertThatThrownBy(() -> control.create("demo-rereco", name))
                    .isInstanceOfSatisfying(
                            Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
            assertThatThrownBy(() -> control.load("{}", Optional.empty(), Optional.empty()))
                    .isInstanceOfSatisfying(
                            Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_REFUSED));
        }
        stop();
        assertThat(home.resolve("port")).doesNotExist();
        assertThat(home.resolve("pid")).doesNotExist();

        try (SimulatedCmsControl control = start()) {
            assertThatThrownBy(() -> control.create("demo-rereco", name)).hasMessageContaining("already");
            running.orElseThrow().destroyForcibly();
            assertThat(running.orElseThrow().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(control.ping()).isEmpty();
        }

        try (SimulatedCmsControl control = start()) {
            assertThatThrownBy(() -> control.create("demo-rereco", name)).hasMessageContaining("already");
        }
        stop();
    }

    @Test
    void wrongArgumentsAreNamed() throws Exception {
        Process process = process("--home", home.toString(), "--port", "99999");

        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readString(home.resolve("log"))).contains("--port: found '99999'");
    }

    private SimulatedCmsControl start() throws IOException, InterruptedException {
        Files.deleteIfExists(home.resolve("port"));
        Process process = process("--home", home.toString(), "--port", "0", "--rule-delay", "PT0.1S");
        running = Optional.of(process);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!Files.exists(home.resolve("port"))) {
            assertThat(process.isAlive())
                    .as(Files.readString(home.resolve("log")))
                    .isTrue();
            assertThat(Instant.now()).as("the port file comes in time").isBefore(deadline);
            Thread.sleep(50);
        }
        String port = Files.readString(home.resolve("port")).strip();
        assertThat(Files.readString(home.resolve("pid")).strip()).isEqualTo(String.valueOf(process.pid()));
        return new SimulatedCmsControl(URI.create("http://127.0.0.1:" + port));
    }

    private void stop() throws InterruptedException {
        Process process = running.orElseThrow();
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private Process process(String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path", File.pathSeparator)),
                SimulatedCmsMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                .start();
    }
}
