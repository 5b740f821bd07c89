package org.wms2.domain.why;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.Ports;
import org.wms2.domain.lifecycle.Slots;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.RequestStore;

/** Why a queued request is not admitted: slots, those before it, or what its plan waits for. */
final class WhyQueued {
    private static final int WINDOW = 1_000;
    private static final int NAMED = 3;

    private final Ports ports;
    private final DomainSettings settings;
    private final Slots slots;
    private final WhyNoSite noSite;

    WhyQueued(Ports ports, DomainSettings settings, Slots slots, WhyNoSite noSite) {
        this.ports = ports;
        this.settings = settings;
        this.slots = slots;
        this.noSite = noSite;
    }

    Blockage of(Look look) {
        return switch (look.request().cause()) {
            case ADMISSION -> look.row(admission(look), Remedy.of(Cause.ADMISSION));
            case PRIORITY -> {
                List<RequestName> before = before(look);
                int priority = before.stream()
                        .findFirst()
                        .flatMap(ports.stores().requests()::find)
                        .map(Request::priority)
                        .orElse(look.request().priority());
                yield look.row(admission(look), "wait, or wms2 priority " + look.name() + " " + (priority + 1));
            }
            case NO_SITE, INPUT_NOT_ON_DISK, PILEUP -> noSite.of(look);
            default ->
                look.row(
                        List.of(), Remedy.of(look.request().cause(), look.name().value()));
        };
    }

    private List<RequestName> before(Look look) {
        List<RequestName> queue = ports.stores()
                .requests()
                .queued(look.now().plus(settings.pollInterval()), look.now().minus(Slots.ABANDONED), WINDOW);
        int position = queue.indexOf(look.name());
        return position < 0 ? queue : queue.subList(0, position);
    }

    private List<String> admission(Look look) {
        RequestStore requests = ports.stores().requests();
        List<String> evidence = new ArrayList<>();
        evidence.add("slots taken: " + requests.slotsTaken() + " of " + cap());
        List<RequestName> before = before(look);
        if (before.isEmpty()) {
            evidence.add("it is the first in the queue, with priority "
                    + look.request().priority());
            return evidence;
        }
        String first = before.stream()
                .limit(NAMED)
                .map(requests::find)
                .flatMap(Optional::stream)
                .map(r -> r.name() + (r.options().urgent() ? " (urgent)" : " (priority " + r.priority() + ")"))
                .collect(Collectors.joining(", "));
        evidence.add(before.size() + " come before it (its priority is "
                + look.request().priority() + "), first " + first);
        return evidence;
    }

    private String cap() {
        try {
            return slots.admission().slots() + " (" + slots.admission().words() + ")";
        } catch (Wms2Exception e) {
            return "at most " + settings.maxActiveDags() + " (the schedd does not say its own limit: " + e.text() + ")";
        }
    }
}
