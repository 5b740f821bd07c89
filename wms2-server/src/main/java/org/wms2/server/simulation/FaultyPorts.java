package org.wms2.server.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ports as one server process reaches them: every call may go wrong, also of methods that a port gets tomorrow. */
final class FaultyPorts {
    /** Calls that change nothing out there; all others are effects. */
    private static final Set<String> READS = Set.of(
            "checkReachable",
            "find",
            "remaining",
            "limits",
            "observe",
            "exists",
            "progress",
            "manifest",
            "checkRescue",
            "failures",
            "lastWords",
            "dataset",
            "blocks",
            "files",
            "parents",
            "injected",
            "replicas",
            "findRule",
            "rule",
            "siteMap");

    /** Calls that ask nobody. */
    private static final Set<String> PURE = Set.of("directory", "toString", "hashCode", "equals");

    private final Faults faults;
    private final Consumer<Duration> standStill;

    FaultyPorts(Faults faults, Consumer<Duration> standStill) {
        this.faults = faults;
        this.standStill = standStill;
    }

    /** The port behind the faults of a service. */
    <T> T of(Class<T> port, T real, String service) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            String name = method.getName();
            return PURE.contains(name)
                    ? invoke(real, method, arguments)
                    : faults.<@Nullable Object>call(
                            service, name, !READS.contains(name), standStill, () -> invoke(real, method, arguments));
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    static @Nullable Object invoke(Object real, Method method, Object @Nullable [] arguments) {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            if (e.getCause() instanceof Error own) {
                throw own;
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
