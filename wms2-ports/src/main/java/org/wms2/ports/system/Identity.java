package org.wms2.ports.system;

/** Who acts. */
public interface Identity {
    /** The person or account, for records: {@code user@host}. */
    String who();

    /** This process, unique among all that ever claim: {@code user@host/pid/start}. */
    String process();
}
