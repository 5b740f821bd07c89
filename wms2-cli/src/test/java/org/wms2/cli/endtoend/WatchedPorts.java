package org.wms2.cli.endtoend;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.Ports;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.ReqMgr2;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.store.RequestStore;
import org.wms2.ports.store.SnapshotStore;
import org.wms2.ports.store.Stores;

/**
 * The real ports, with a watcher told of every step that leaves a trace, before and after it. Which request a step belongs
 * to is told by its thread: each has a watcher of its own.
 */
final class WatchedPorts {
    private static final ThreadLocal<Watcher> WATCHER = new ThreadLocal<>();
    private static volatile Watcher ofAll = (moment, step) -> {};

    private WatchedPorts() {}

    /** A point of time at a step. */
    enum Moment {
        BEFORE,
        AFTER
    }

    /** Is told on the thread of the step; may never return. */
    interface Watcher {
        void at(Moment moment, String step);
    }

    /** Watches the steps of this thread from now on. */
    static void watch(Watcher watcher) {
        Map<String, Integer> counts = new HashMap<>();
        WATCHER.set((moment, step) -> {
            // One that failed is not counted: it comes again.
            int count = moment == Moment.AFTER ? counts.merge(step, 1, Integer::sum) : counts.getOrDefault(step, 0) + 1;
            watcher.at(moment, count == 1 ? step : step + " #" + count);
        });
    }

    /** Watches the steps of all threads that have no watcher of their own; steps are not counted. */
    static void watchAll(Watcher watcher) {
        ofAll = watcher;
    }

    static Ports around(Ports ports) {
        Stores stores = ports.stores();
        return new Ports(
                new Stores(
                        watched("requests", RequestStore.class, stores.requests()),
                        stores.work(),
                        stores.outputs(),
                        watched("snapshots", SnapshotStore.class, stores.snapshots()),
                        stores.ledger(),
                        stores.wishes(),
                        stores.sites(),
                        stores.failures(),
                        stores.alerts()),
                watched("HTCondor", HTCondor.class, ports.htcondor()),
                watched("DAG files", DagFiles.class, ports.dagFiles()),
                ports.dagNodes(),
                watched("ReqMgr2", ReqMgr2.class, ports.reqMgr2()),
                ports.configCache(),
                watched("DBS", Dbs.class, ports.dbs()),
                watched("Rucio", Rucio.class, ports.rucio()),
                ports.cric(),
                ports.clock(),
                ports.identity(),
                ports.disk());
    }

    private static <T> T watched(String name, Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    Optional<String> step = LifeStep.of(name, method, given);
                    step.ifPresent(s -> tell(Moment.BEFORE, s));
                    Object answer = invoke(real, method, given);
                    step.ifPresent(s -> tell(Moment.AFTER, s));
                    return answer;
                }));
    }

    private static void tell(Moment moment, String step) {
        Watcher watcher = WATCHER.get();
        (watcher == null ? ofAll : watcher).at(moment, step);
    }

    private static @Nullable Object invoke(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
