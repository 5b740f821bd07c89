package org.wms2.server.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.domain.TurnResult;
import org.wms2.domain.why.AlertRule;
import org.wms2.domain.why.Blockage;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Alert;
import org.wms2.ports.store.SampleRows;
import org.wms2.server.driver.DriverListener;

/** The operator's program, run for real. */
@Timeout(120)
class AlertHookTest {
    @TempDir
    private Path directory;

    private final Known known = new Known();

    /** What has been given, in memory. */
    private static final class Known implements AlertSource {
        private final Set<Alert> given = ConcurrentHashMap.newKeySet();

        @Override
        public Optional<Alert> alert(Request request) {
            return AlertRule.of(request, request.statusSince());
        }

        @Override
        public boolean isNew(Alert alert) {
            return given.add(alert);
        }

        @Override
        public Blockage why(RequestName name) {
            return new Blockage(
                    name,
                    RequestStatus.HELD,
                    Cause.OPERATOR,
                    Cause.OPERATOR.owner(),
                    "hold by op@desk: it's \"tea\"",
                    List.of(),
                    SampleRows.T0,
                    null,
                    "wms2 release " + name);
        }
    }

    private static TurnResult turn(String name, RequestStatus status, TurnResult.Kind kind) {
        return new TurnResult(SampleRows.request(name, status), kind, "", Instant.MAX);
    }

    private static TurnResult held(String name) {
        return turn(name, RequestStatus.HELD, TurnResult.Kind.WAITING);
    }

    private Path program(String... lines) throws IOException {
        Path program = directory.resolve("on-alert");
        Files.writeString(program, "#!/bin/sh\ncd '" + directory + "'\n" + String.join("\n", lines) + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private DriverListener hook(Path program) {
        return new AlertHook(known, program, Duration.ofSeconds(30));
    }

    private static void soon(BooleanSupplier what) throws InterruptedException {
        for (int i = 0; i < 600 && !what.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(what.getAsBoolean()).isTrue();
    }

    private List<String> lines(String file) {
        try {
            return Files.exists(directory.resolve(file)) ? Files.readAllLines(directory.resolve(file)) : List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theProgramGetsWordsAndOneJsonDocument() throws Exception {
        DriverListener hook = hook(program("cat > json", "printf '%s\\n' \"$@\" > part && mv part words"));

        hook.turned(held("r"));

        soon(() -> Files.exists(directory.resolve("words")));
        assertThat(lines("words")).hasSize(5).startsWith("held", "r").endsWith("wms2 release r");
        JsonNode json = new JsonMapper().readTree(Files.readString(directory.resolve("json"), UTF_8));
        assertThat(json.path("kind").asText()).isEqualTo("held");
        assertThat(json.path("request").asText()).isEqualTo("r");
        assertThat(json.path("command").asText()).isEqualTo("wms2 release r");
        assertThat(json.path("why").path("predicate").asText()).isEqualTo("hold by op@desk: it's \"tea\"");
    }

    @Test
    void anAlertIsGivenOnceHoweverOftenAndByWhomItIsTurned() throws Exception {
        Path program = program("echo $2 >> told");
        DriverListener one = hook(program);
        DriverListener other = hook(program);

        one.turned(held("r"));
        soon(() -> lines("told").equals(List.of("r")));
        one.turned(held("r"));
        other.turned(held("r"));
        one.turned(held("last"));
        soon(() -> lines("told").contains("last"));

        assertThat(lines("told")).containsExactly("r", "last");
    }

    @Test
    void whatMovesAndWhatAnotherServerHasIsNotTold() throws Exception {
        DriverListener hook = hook(program("echo $2 >> told"));

        hook.turned(turn("moves", RequestStatus.ACTIVE, TurnResult.Kind.MOVED));
        hook.turned(turn("others", RequestStatus.HELD, TurnResult.Kind.WATCHING));
        hook.turned(held("ours"));

        soon(() -> !lines("told").isEmpty());
        assertThat(lines("told")).containsExactly("ours");
    }

    @Test
    void aProgramThatHangsIsKilledAndDelaysNoTurn() throws Exception {
        Path program = program("echo $$ > part && mv part pid", "exec sleep 600");
        DriverListener hook = new AlertHook(known, program, Duration.ofSeconds(5));

        long begin = System.nanoTime();
        hook.turned(held("r"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));

        soon(() -> !lines("pid").isEmpty());
        long pid = Long.parseLong(lines("pid").getFirst());
        soon(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aProgramThatIsNotThereDisturbsNobody() throws Exception {
        DriverListener hook = hook(directory.resolve("nowhere"));

        hook.turned(held("r"));

        soon(() -> known.given.size() == 1);
    }
}
