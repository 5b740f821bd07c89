package org.wms2.cli.endtoend;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.id.RequestName;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import org.wms2.server.wiring.Wiring;

/**
 * A program that imports a request and drives it until its DAG runs, and that dies on its way, with no chance to tidy
 * up, at a chosen step of the submission: from the intent on, each change set and each call of HTCondor is one. Arguments:
 * the request, its cap of events, the {@link WatchedPorts.Moment} and the step's number (0: never).
 */
final class KilledImport {
    private KilledImport() {}

    /** Prints the number of steps that the submission took, if it lives to see its end. */
    public static void main(String[] arguments) throws InterruptedException {
        WatchedPorts.Moment moment = WatchedPorts.Moment.valueOf(arguments[2]);
        int fatal = Integer.parseInt(arguments[3]);
        AtomicBoolean begun = new AtomicBoolean();
        AtomicInteger steps = new AtomicInteger();
        WatchedPorts.watch((when, step) -> {
            begun.compareAndSet(false, step.contains("intent submit_dag"));
            if (begun.get() && when == WatchedPorts.Moment.BEFORE) {
                steps.incrementAndGet();
            }
            if (begun.get() && steps.get() == fatal && when == moment) {
                System.err.println("dies " + moment + " step " + fatal + ": " + step);
                Runtime.getRuntime().halt(Ended.KILLED);
            }
        });
        try (Engine engine =
                Wiring.open(Life.settings(), Need.RUN, line -> System.err.println(line), WatchedPorts::around)) {
            Life life = new Life(engine, new RequestName(arguments[0]));
            life.importIt(Long.parseLong(arguments[1]));
            life.driveUntil(view -> view.dags().stream().anyMatch(d -> d.status() == DagStatus.RUNNING));
        }
        System.out.println(steps.get());
    }
}
