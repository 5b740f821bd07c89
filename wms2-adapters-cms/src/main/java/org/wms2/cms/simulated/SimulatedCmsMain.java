package org.wms2.cms.simulated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wms2.ports.error.Wms2Exception;

/**
 * The pretended CMS as a process: {@code --home DIR [--port N] [--rule-delay PT2S]}. Keeps its journal in
 * DIR/journal.jsonl; when it is ready, DIR/port holds its port and DIR/pid its process id. Listens on 127.0.0.1. Ends on
 * SIGTERM, and takes both files away then.
 */
public final class SimulatedCmsMain {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedCmsMain.class);
    private static final int USAGE = 2;

    private SimulatedCmsMain() {}

    /** Runs until the process is told to end. */
    public static void main(String[] args) throws InterruptedException {
        try {
            Arguments arguments = Arguments.parse(args);
            run(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("simulated CMS: " + e.getMessage()
                    + "\nusage: --home DIR [--port N, 0 for a free one] [--rule-delay DURATION, such as PT2S]");
            System.exit(USAGE);
        } catch (Wms2Exception | IOException e) {
            System.err.println("simulated CMS: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Arguments arguments) throws IOException, InterruptedException {
        Path home = arguments.home();
        Files.createDirectories(home);
        SimulatedCms cms = SimulatedCms.open(home.resolve("journal.jsonl"), Clock.systemUTC(), arguments.ruleDelay());
        // Left by one that was killed: nobody shall take its port for ours.
        Files.deleteIfExists(home.resolve("port"));
        Files.deleteIfExists(home.resolve("pid"));
        SimulatedServer server = SimulatedServer.start(cms, arguments.port());
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Files.deleteIfExists(home.resolve("port"));
                Files.deleteIfExists(home.resolve("pid"));
            } catch (IOException e) {
                System.err.println("simulated CMS: " + e);
            } finally {
                server.close();
                cms.close();
                ended.countDown();
            }
        }));
        write(home.resolve("pid"), ProcessHandle.current().pid() + "\n");
        write(home.resolve("port"), server.port() + "\n");
        LOG.info("simulated CMS on {}, journal in {}, rules take {}", server.base(), home, arguments.ruleDelay());
        ended.await();
    }

    /** A file is there as a whole or not at all. */
    private static void write(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private record Arguments(Path home, int port, Duration ruleDelay) {

        static Arguments parse(String[] args) {
            String home = "";
            int port = 0;
            Duration ruleDelay = SimulatedCms.RULE_DELAY;
            for (int i = 0; i < args.length; i += 2) {
                if (i + 1 == args.length) {
                    throw new IllegalArgumentException(args[i] + " needs a value");
                }
                String value = args[i + 1];
                switch (args[i]) {
                    case "--home" -> home = value;
                    case "--port" -> port = port(value);
                    case "--rule-delay" -> ruleDelay = duration(value);
                    default -> throw new IllegalArgumentException("unknown argument " + args[i]);
                }
            }
            if (home.isEmpty()) {
                throw new IllegalArgumentException("--home is missing");
            }
            return new Arguments(Path.of(home), port, ruleDelay);
        }

        private static int port(String value) {
            if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
                throw new IllegalArgumentException("--port: found '" + value + "', accepted is 0 to 65535");
            }
            return Integer.parseInt(value);
        }

        private static Duration duration(String value) {
            try {
                Duration duration = Duration.parse(value);
                if (!duration.isNegative()) {
                    return duration;
                }
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("--rule-delay: found '" + value + "', accepted is such as PT2S", e);
            }
            throw new IllegalArgumentException("--rule-delay: found '" + value + "', accepted is PT0S or more");
        }
    }
}
