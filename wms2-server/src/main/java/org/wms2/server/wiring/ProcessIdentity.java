package org.wms2.server.wiring;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import org.wms2.ports.system.Identity;

/** This process, as the operating system knows it. */
public final class ProcessIdentity implements Identity {
    private final String who;
    private final String process;

    public ProcessIdentity() {
        ProcessHandle self = ProcessHandle.current();
        this.who = System.getProperty("user.name", "unknown") + "@" + host();
        Instant start = self.info().startInstant().orElseGet(Instant::now);
        this.process = who + "/" + self.pid() + "/" + start.toEpochMilli();
    }

    @Override
    public String who() {
        return who;
    }

    @Override
    public String process() {
        return process;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
