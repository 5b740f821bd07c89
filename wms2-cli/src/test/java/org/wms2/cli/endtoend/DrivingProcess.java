package org.wms2.cli.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.wms2.domain.RequestView;
import org.wms2.domain.TurnResult;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.output.OutputDataset;
import org.wms2.server.driver.Driver;
import org.wms2.server.driver.DriverListener;
import org.wms2.server.driver.Turns;
import org.wms2.server.json.AuditJson;
import org.wms2.server.json.Json;
import org.wms2.server.json.RequestViewJson;
import org.wms2.server.settings.Serving;
import org.wms2.server.settings.Settings;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import org.wms2.server.wiring.Wiring;

/**
 * A program that drives the named requests to their ends, all at once and with the server's driver, and prints a line of
 * JSON for each: as {@code wms2 import --json} has it, with the audit beside it. Arguments: the step before which it stops
 * itself as SIGSTOP does, {@link #NEVER} for none, and the requests.
 */
final class DrivingProcess {
    private static final ObjectMapper MAPPER = new JsonMapper();
    private static final int TURNS = 12;
    private static final long EVENTS = 10;

    /** Instead of a step. */
    static final String NEVER = "-";

    /** Said before it stops itself. */
    static final String STANDS_STILL = "stands still before ";

    /** A sleep of 50 ms that takes this long was a freeze; far below a lease, which every freeze of the tests outlasts. */
    private static final Duration FROZEN = Duration.ofSeconds(3);

    private DrivingProcess() {}

    private static void say(String line) {
        System.err.println(line);
    }

    public static void main(String[] arguments) throws InterruptedException, IOException {
        Settings settings = Life.settings();
        List<RequestName> names =
                List.of(arguments).stream().skip(1).map(RequestName::new).toList();
        if (!arguments[0].equals(NEVER)) {
            WatchedPorts.watchAll((moment, step) -> {
                if (moment == WatchedPorts.Moment.BEFORE && step.equals(arguments[0])) {
                    stopMyself(step);
                }
            });
        }
        try (Engine engine = Wiring.open(settings, Need.RUN, DrivingProcess::say, WatchedPorts::around)) {
            for (RequestName name : names) {
                importIfNew(engine, name);
            }
            Set<RequestName> open = ConcurrentHashMap.newKeySet();
            open.addAll(names);
            DriverListener listener = new DriverListener() {
                @Override
                public void turned(TurnResult result) {
                    System.err.println(result.request().name() + " " + result.kind() + " " + result.message());
                }

                @Override
                public void failed(RequestName name, RuntimeException error, Duration pause) {
                    System.err.println(name + " failed: " + error);
                }
            };
            Driver driver = new Driver(
                    only(engine, open), Serving.of(settings).limits(TURNS), InstantSource.system(), listener);
            Thread thread = Thread.ofPlatform().daemon().start(driver::run);
            while (!open.isEmpty()) {
                open.removeIf(name -> ended(engine, name));
                Thread.sleep(200);
            }
            driver.close();
            thread.join();
            for (RequestName name : names) {
                System.out.println(json(engine, name));
            }
        }
    }

    private static void importIfNew(Engine engine, RequestName name) throws InterruptedException {
        try {
            engine.show(name);
        } catch (Wms2Exception e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            new Life(engine, name).importIt(EVENTS);
        }
    }

    private static void stopMyself(String step) {
        System.err.println(STANDS_STILL + step);
        long before = System.nanoTime();
        try {
            new ProcessBuilder(
                            "kill",
                            "-STOP",
                            String.valueOf(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
            awaitThaw(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.err.println("goes on with " + step);
    }

    /** The signal stops this thread when it stops it, not before kill has ended: only a gap in time says that it has. */
    private static void awaitThaw(long asked) throws InterruptedException {
        long before = asked;
        while (System.nanoTime() - before < FROZEN.toNanos()) {
            before = System.nanoTime();
            Thread.sleep(50);
        }
    }

    private static boolean ended(Engine engine, RequestName name) {
        RequestView view = engine.show(name);
        return switch (view.request().status().phase()) {
            case WORKING -> false;
            case RESTING, FINAL -> true;
        };
    }

    private static String json(Engine engine, RequestName name) throws IOException {
        RequestView view = engine.show(name);
        ObjectNode json = (ObjectNode) MAPPER.readTree(Json.line(RequestViewJson.of(view)));
        ObjectNode onDisk = json.putObject("onDisk");
        for (OutputDataset output : view.outputs()) {
            engine.onDisk(output).ifPresent(p -> onDisk.put(output.dataset().toString(), p.toString()));
        }
        json.set("audit", MAPPER.readTree(Json.line(AuditJson.of(engine.audit(name)))));
        return json.toString();
    }

    /** The engine, which knows of these requests only: others of the same home are left to their own tests. */
    private static Turns only(Engine engine, Set<RequestName> open) {
        return new Turns() {
            @Override
            public List<RequestName> due(int limit) {
                return new ArrayList<>(open);
            }

            @Override
            public TurnResult turn(RequestName name) {
                return engine.turn(name);
            }

            @Override
            public void renew(RequestName name) {
                engine.renew(name);
            }

            @Override
            public void quarantine(RequestName name, String why) {
                engine.quarantine(name, why);
            }
        };
    }
}
