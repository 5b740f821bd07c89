package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;

class CommandRunnerTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private CommandResult sh(int limitBytes, Duration limit, String script) {
        return new CommandRunner(Map.of("PATH", "/usr/bin:/bin", "GIVEN", "yes"), limitBytes)
                .run(List.of("/bin/sh", "-c", script), directory, "fed\n", limit);
    }

    @Test
    void status_and_both_outputs_come_back() {
        CommandResult result = sh(1000, LONG, "cat; pwd; echo trouble >&2; exit 3");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout()).isEqualTo("fed\n" + directory + "\n");
        assertThat(result.stderr()).isEqualTo("trouble\n");
        assertThat(result.words()).isEqualTo("trouble");
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void only_the_given_environment_is_there() {
        assertThat(sh(10_000, LONG, "echo $GIVEN; echo ${HOME:-none}").stdout()).isEqualTo("yes\nnone\n");
    }

    @Test
    void what_takes_too_long_is_killed_with_its_children() throws Exception {
        CommandResult result = sh(1000, Duration.ofMillis(700), "sleep 321 & echo $! > child; wait");
        assertThat(result.timedOut()).isTrue();
        assertThat(result.succeeded()).isFalse();
        assertThat(result.time()).isLessThan(Duration.ofSeconds(20));
        long child = Long.parseLong(Files.readString(directory.resolve("child")).strip());
        assertDies(child);
    }

    @Test
    void what_says_too_much_is_killed() {
        CommandResult result = sh(5000, LONG, "yes");
        assertThat(result.tooLong()).isTrue();
        assertThat(result.stdout().length()).isLessThanOrEqualTo(5000);
    }

    @Test
    void an_interrupt_kills_it_and_stays_set() throws InterruptedException {
        boolean[] interrupted = new boolean[1];
        Throwable[] thrown = new Throwable[1];
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                sh(1000, LONG, "echo $$ > child; exec sleep 321");
            } catch (ServiceUnavailableException e) {
                thrown[0] = e;
                interrupted[0] = Thread.currentThread().isInterrupted();
            }
        });
        while (!Files.exists(directory.resolve("child"))) {
            Thread.sleep(20);
        }
        caller.interrupt();
        caller.join();
        assertThat(thrown[0]).isInstanceOf(ServiceUnavailableException.class);
        assertThat(interrupted[0]).isTrue();
    }

    @Test
    void a_program_that_is_not_there_is_named() {
        assertThatThrownBy(() -> new CommandRunner(Map.of(), 10).run(List.of("/no/such"), directory, "", LONG))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("/no/such");
    }

    private static void assertDies(long pid) throws InterruptedException, IOException {
        for (int i = 0; i < 100; i++) {
            Optional<ProcessHandle> handle = ProcessHandle.of(pid);
            if (handle.isEmpty() || !handle.get().isAlive()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(pid + " still runs: " + Files.readString(Path.of("/proc/" + pid + "/cmdline")));
    }
}
