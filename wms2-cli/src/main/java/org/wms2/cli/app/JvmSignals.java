package org.wms2.cli.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JVM's shutdown as a signal. On SIGINT the JVM ends with 130 once the hooks are through; the hook waits until the
 * command has said its last words, for at most 20 s.
 */
public final class JvmSignals implements Signals {
    private static final Logger LOG = LoggerFactory.getLogger(JvmSignals.class);
    private static final long PATIENCE_SECONDS = 20;

    @Override
    public Watch watch(Runnable callback) {
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(() -> await(callback, closed), "signal");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
            closed.countDown();
            remove(hook);
        };
    }

    private static void await(Runnable callback, CountDownLatch closed) {
        callback.run();
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the command did not end within {} s of the signal", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the JVM ends already", e);
        }
    }
}
