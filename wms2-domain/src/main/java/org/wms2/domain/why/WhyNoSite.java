package org.wms2.domain.why;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.wms2.domain.Ports;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore;
import org.wms2.ports.workflow.SitePolicy;

/** Which sites are left, term by term (docs/states.md): input replicas, whitelist, blacklist, bans, drained. */
final class WhyNoSite {
    /** Different sets of RSEs that are told of. */
    private static final int NAMED = 5;

    private final Ports ports;

    WhyNoSite(Ports ports) {
        this.ports = ports;
    }

    /** Of a request whose plan waits for a site. */
    Blockage of(Look look) {
        Request request = look.request();
        List<String> evidence = terms(look, List.of(Span.ALL));
        List<String> commands = request.cause() == Cause.NO_SITE ? enabling(look) : List.of();
        String command =
                commands.isEmpty() ? Remedy.of(request.cause(), request.name().value()) : String.join("; ", commands);
        Cause.Owner owner = commands.isEmpty() ? request.cause().owner() : Cause.Owner.OPERATOR;
        return look.answer(request.cause(), owner, request.reason(), evidence, command);
    }

    /** The terms for each set of RSEs that holds input within the spans; one line each. */
    List<String> terms(Look look, List<Span> within) {
        SitePolicy policy = look.state().workflow().sites();
        boolean anywhere = policy.trustSitelists()
                || ports.stores().snapshots().header(look.name()).isEmpty();
        List<String> lines = new ArrayList<>();
        for (Served served : anywhere ? List.of(anywhere()) : served(look.name(), within)) {
            lines.add(served.said() + terms(look, policy, served.sites()));
        }
        return lines;
    }

    /** Where input is, and the sites that this gives; the word for it if CRIC is silent. */
    private record Served(String said, SortedSet<SiteName> sites) {}

    private Served anywhere() {
        try {
            return new Served("anywhere: ", new TreeSet<>(ports.cric().siteMap().sites()));
        } catch (Wms2Exception e) {
            return new Served("CRIC does not answer, so only the request's own terms: ", new TreeSet<>());
        }
    }

    private List<Served> served(RequestName name, List<Span> within) {
        Set<SortedSet<RseName>> different = new java.util.LinkedHashSet<>();
        for (Span span : within) {
            for (InputBlock block : ports.stores().snapshots().blocks(name, span)) {
                different.add(block.rses());
            }
        }
        return different.stream().limit(NAMED).map(this::served).toList();
    }

    private Served served(SortedSet<RseName> rses) {
        TreeSet<SiteName> sites = new TreeSet<>();
        if (rses.isEmpty()) {
            return new Served("input with no complete replica on a disk: ", sites);
        }
        try {
            rses.forEach(rse -> sites.addAll(ports.cric().siteMap().sitesOf(rse)));
        } catch (Wms2Exception e) {
            return new Served("input at " + rses + ", CRIC does not answer which sites that serves: ", sites);
        }
        return new Served("input at " + rses + ": ", sites);
    }

    private String terms(Look look, SitePolicy policy, SortedSet<SiteName> served) {
        TreeSet<SiteName> left = new TreeSet<>(served);
        StringBuilder line = new StringBuilder("sites " + left);
        if (!policy.whitelist().isEmpty()) {
            left.retainAll(policy.whitelist());
            line.append(", in SiteWhitelist ").append(left);
        }
        policy.blacklist().forEach(left::remove);
        line.append(", not in SiteBlacklist ").append(left);
        closed(look).forEach(c -> left.remove(c.site()));
        return line.append(", neither banned nor drained ").append(left).toString();
    }

    private record Closed(SiteName site, String command) {}

    /** What opens again the sites that the row's reason names. */
    private List<String> enabling(Look look) {
        String reason = look.request().reason();
        return closed(look).stream()
                .filter(c -> reason.contains(c.site().value()))
                .map(Closed::command)
                .toList();
    }

    private List<Closed> closed(Look look) {
        List<Closed> closed = new ArrayList<>();
        for (SiteStore.Site site : ports.stores().sites().sites()) {
            if (site.status() != SiteStatus.ENABLED) {
                closed.add(new Closed(site.name(), "wms2 site enable " + site.name()));
            }
        }
        for (SiteBan ban : ports.stores().sites().bans(look.now())) {
            RequestName whose = ban.request();
            if (whose == null || whose.equals(look.name())) {
                String of = whose == null ? "" : " --request " + whose;
                closed.add(new Closed(ban.site(), "wms2 site unban " + ban.site() + of));
            }
        }
        return closed;
    }
}
