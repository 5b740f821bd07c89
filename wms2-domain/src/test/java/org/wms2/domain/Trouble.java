package org.wms2.domain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;

/** Makes services fail: down until told otherwise, refusing, or losing the answer of an effect that took place. */
public final class Trouble {
    private final Set<String> down = new HashSet<>();
    private final Map<String, String> refusing = new HashMap<>();
    private final Set<String> losing = new HashSet<>();
    private final Map<String, Runnable> during = new HashMap<>();

    public void down(String service) {
        down.add(service);
    }

    public void up(String service) {
        down.remove(service);
        refusing.remove(service);
        during.remove(service);
    }

    public void refuse(String service, String words) {
        refusing.put(service, words);
    }

    /** The next effect of the service takes place, its answer is lost. */
    public void loseNextAnswer(String service) {
        losing.add(service);
    }

    /** Every call of the service does this first: time passes, or it breaks. */
    public void during(String service, Runnable what) {
        during.put(service, what);
    }

    void before(String service) {
        during.getOrDefault(service, () -> {}).run();
        if (down.contains(service)) {
            throw new ServiceUnavailableException(service, "no answer");
        }
        String words = refusing.get(service);
        if (words != null) {
            throw new ServiceRefusedException(service, words);
        }
    }

    void after(String service) {
        if (losing.remove(service)) {
            throw new ServiceUnavailableException(service, "the answer is lost");
        }
    }
}
