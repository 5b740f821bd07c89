package org.wms2.cli.app;

/** Ctrl-C and SIGTERM, as commands see them. */
public interface Signals {
    /** Calls back when the process is asked to end, until closed. The process waits for the close before it ends. */
    Watch watch(Runnable callback);

    /** A callback that is in place. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Signals of a test: nobody sends any. */
    Signals NONE = callback -> () -> {};
}
