package org.wms2.ports.system;

/** Is told of every remote call. Called on the caller's thread: must not block and must not throw. */
@FunctionalInterface
public interface CallObserver {
    /** Tells nobody. */
    CallObserver NONE = call -> {};

    void observed(Call call);
}
