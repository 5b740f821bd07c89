package org.wms2.server.wiring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ServiceUnavailableException;

/**
 * Lets so many calls to a service be under way at once. Who finds no place in time is told that the service is
 * unavailable: nothing is known, nothing was done. Fair; thread-safe.
 */
final class CallBound {
    private final String service;
    private final String setting;
    private final int calls;
    private final Duration patience;
    private final Semaphore places;

    /** @param setting which bounds it, for the message */
    CallBound(String service, String setting, int calls, Duration patience) {
        this.service = service;
        this.setting = setting;
        this.calls = calls;
        this.patience = patience;
        this.places = new Semaphore(calls, true);
    }

    /** The port with every call of its methods bounded. */
    <T> T around(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> method.getDeclaringClass().equals(Object.class)
                        ? invoke(real, method, arguments)
                        : bounded(real, method, arguments)));
    }

    private @Nullable Object bounded(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        take();
        try {
            return invoke(real, method, arguments);
        } finally {
            places.release();
        }
    }

    private void take() {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ServiceUnavailableException(
                        service,
                        "busy: " + calls + " calls are under way (" + setting + "), none ended within "
                                + patience.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceUnavailableException(service, "interrupted while other calls were under way", e);
        }
    }

    private static @Nullable Object invoke(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
