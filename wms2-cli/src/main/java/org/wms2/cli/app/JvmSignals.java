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
        return new Hook(callback);
    }

    /** One hook; the process ends once it is closed, or its patience is. */
    private static final class Hook implements Watch {
        private final CountDownLatch closed = new CountDownLatch(1);
        private final Runnable callback;
        private final Thread thread = new Thread(this::await, "signal");
        private volatile boolean asked;

        Hook(Runnable callback) {
            this.callback = callback;
            Runtime.getRuntime().addShutdownHook(thread);
        }

        private void await() {
            asked = true;
            callback.run();
            try {
                if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("the command did not end within {} s of the signal", PATIENCE_SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean isAsked() {
            return asked;
        }

        @Override
        public void close() {
            closed.countDown();
            if (!asked) {
                remove(thread);
            }
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
