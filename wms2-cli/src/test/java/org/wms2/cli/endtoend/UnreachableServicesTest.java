package org.wms2.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What must answer at import is asked before anything is stored. Nothing else may use the pool meanwhile: test classes
 * run one after the other.
 */
@Tag("htcondor")
class UnreachableServicesTest {
    private static final int TRY_LATER = 75;
    private static final int NOT_FOUND = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static TestHome home;
    private static PretendedCms cms;
    private static Wms2Command wms2;

    @BeforeAll
    static void findTheHome() {
        home = TestHome.required();
        cms = new PretendedCms(home);
        wms2 = Wms2Command.plain(home);
    }

    @Test
    void a_schedd_that_does_not_answer_stores_nothing() throws IOException, InterruptedException {
        String request = "demo-gen-hung-" + System.currentTimeMillis();
        cms.create("demo-gen", request);
        ProcessHandle schedd = schedd();
        Ended refused;
        signal(schedd, "-STOP");
        try {
            refused = wms2.start("import", request, "--max-events", "10", "--json")
                    .ended(PATIENCE);
        } finally {
            signal(schedd, "-CONT");
        }

        saysWhatToDo(refused, "HTCondor");
        wms2.run("show", request).exits(NOT_FOUND);
        wms2.run("import", request, "--max-events", "10", "--json").exits(0);
    }

    @Test
    void a_database_that_does_not_answer_is_said_in_one_line() throws IOException {
        String request = "demo-gen-nodb-" + System.currentTimeMillis();
        cms.create("demo-gen", request);
        int closed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }

        String url = "jdbc:postgresql://127.0.0.1:" + closed + "/wms2?user=wms2&password=none";
        Ended refused = wms2.run("import", request, "--db-url", url, "--json");

        saysWhatToDo(refused, "127.0.0.1:" + closed);
        assertThat(refused.err()).doesNotContain("password=none");
    }

    private static void saysWhatToDo(Ended refused, String about) {
        refused.exits(TRY_LATER);
        assertThat(refused.out()).isEmpty();
        List<String> lines =
                refused.err().lines().filter(l -> l.startsWith("wms2: ")).toList();
        assertThat(lines).as(refused.err()).singleElement().asString().contains(about);
        assertThat(refused.err()).doesNotContain("\tat ");
    }

    /** The schedd of the tested pool and of no other: the child of that pool's master. */
    private static ProcessHandle schedd() throws IOException {
        long master =
                Long.parseLong(Files.readString(home.home().resolve("pool").resolve("master.pid"))
                        .strip());
        for (ProcessHandle child :
                ProcessHandle.of(master).orElseThrow().children().toList()) {
            Path name = Path.of("/proc", String.valueOf(child.pid()), "comm");
            if (Files.readString(name).strip().equals("condor_schedd")) {
                return child;
            }
        }
        throw new AssertionError("the master " + master + " of the pool has no condor_schedd");
    }

    private static void signal(ProcessHandle process, String signal) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).as("kill %s of the schedd", signal).isZero();
    }
}
