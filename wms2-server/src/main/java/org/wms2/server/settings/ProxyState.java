package org.wms2.server.settings;

import java.time.Instant;
import java.util.Optional;
import org.wms2.condor.dag.JobProxy;
import org.wms2.ports.error.ServiceUnavailableException;

/**
 * How it stands with the proxy that settings name.
 *
 * @param ok whether it is good now; one that ends soon is, as whoever renews it may be about to
 * @param words for a person; what to do where something is to be done
 */
public record ProxyState(boolean ok, String words) {

    /** Empty if no proxy is used. */
    public static Optional<ProxyState> of(Settings settings, Instant now) {
        return settings.find(Wires.PROXY).map(path -> of(new JobProxy(path), now));
    }

    private static ProxyState of(JobProxy proxy, Instant now) {
        try {
            String good = proxy.file() + ", good until " + proxy.end();
            return new ProxyState(
                    true,
                    proxy.warning(now).map(w -> "WARNING: " + w + "; " + good).orElse(good));
        } catch (ServiceUnavailableException e) {
            return new ProxyState(false, e.text());
        }
    }
}
