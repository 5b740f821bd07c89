package org.wms2.server.wiring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wms2.domain.Admission;
import org.wms2.domain.DryRun;
import org.wms2.domain.Imported;
import org.wms2.domain.PreviewedWish;
import org.wms2.domain.RequestView;
import org.wms2.domain.Restarted;
import org.wms2.domain.TurnResult;
import org.wms2.domain.Wms2;
import org.wms2.domain.housekeeping.Archiving;
import org.wms2.domain.housekeeping.SweepReport;
import org.wms2.domain.housekeeping.SweepRules;
import org.wms2.domain.ledger.AuditResult;
import org.wms2.domain.live.LiveLog;
import org.wms2.domain.live.LiveStatus;
import org.wms2.domain.live.NodeName;
import org.wms2.domain.live.NodePage;
import org.wms2.domain.live.NodeQuery;
import org.wms2.domain.view.PlanView;
import org.wms2.domain.why.Blockage;
import org.wms2.domain.why.StuckRule.Stuck;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.store.Alert;
import org.wms2.ports.store.RequestFilter;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore.Site;
import org.wms2.ports.system.Identity;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;
import org.wms2.server.json.PlanJson;

/**
 * The facade with what the wiring knows beside it.
 *
 * @param storage of the pretended sites; empty where files lie elsewhere
 * @param closing what to close, in order
 * @param rules of a sweep
 */
record WiredEngine(
        Wms2 wms2,
        Identity identity,
        Optional<Scenarios> scenarios,
        Optional<Path> storage,
        List<Check> checks,
        List<AutoCloseable> closing,
        SweepRules rules)
        implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(WiredEngine.class);

    @Override
    public PlanJson dryRun(RequestName name, RequestOptions options, boolean anyStatus) {
        DryRun dryRun = wms2.dryRun(name, options, anyStatus);
        boolean madeUp = dryRun.workflow()
                .inputSelection()
                .flatMap(input -> scenarios.map(s -> s.isMadeUp(input.dataset())))
                .orElse(false);
        return PlanJson.of(name, dryRun.workflow(), dryRun.summary(), madeUp);
    }

    @Override
    public Imported importRequest(RequestName name, RequestOptions options) {
        return wms2.importRequest(name, options);
    }

    @Override
    public Restarted restart(RequestName name, String who, String why, CleanupPolicy policy) {
        return wms2.restart(name, who, why, policy);
    }

    @Override
    public Restarted previewRestart(RequestName name, CleanupPolicy policy) {
        return wms2.previewRestart(name, policy);
    }

    @Override
    public List<RequestName> due(int limit) {
        return wms2.due(limit);
    }

    @Override
    public TurnResult turn(RequestName name) {
        return wms2.turn(name);
    }

    @Override
    public List<Request> list(RequestFilter filter) {
        return wms2.list(filter);
    }

    @Override
    public RequestView show(RequestName name) {
        return wms2.show(name);
    }

    @Override
    public AuditResult audit(RequestName name) {
        return wms2.audit(name);
    }

    @Override
    public PlanView plan(RequestName name) {
        return wms2.plan(name);
    }

    @Override
    public PlanView simulate(RequestName name, RequestOptions options) {
        return wms2.simulate(name, options);
    }

    @Override
    public Wish wish(RequestName name, NewWish wish) {
        return wms2.wish(name, wish);
    }

    @Override
    public List<Wish> wishes(RequestName name) {
        return wms2.wishes(name);
    }

    @Override
    public PreviewedWish preview(RequestName name, NewWish wish) {
        return wms2.preview(name, wish);
    }

    @Override
    public List<Site> sites() {
        return wms2.sites();
    }

    @Override
    public List<SiteBan> bans() {
        return wms2.bans();
    }

    @Override
    public SiteBan ban(SiteName site, @Nullable RequestName request, Duration length, String reason) {
        return wms2.ban(site, request, length, reason);
    }

    @Override
    public void unban(SiteName site, @Nullable RequestName request) {
        wms2.unban(site, request);
    }

    @Override
    public Admission admission() {
        return wms2.admission();
    }

    @Override
    public Site setSite(SiteName name, SiteStatus status, String reason) {
        return wms2.setSite(name, status, reason);
    }

    @Override
    public Blockage why(RequestName name) {
        return wms2.why(name);
    }

    @Override
    public NodePage nodes(RequestName name, NodeQuery query) {
        return wms2.nodes(name, query);
    }

    @Override
    public LiveLog log(RequestName name, OptionalInt round, NodeName node, int starts, int lines) {
        return wms2.log(name, round, node, starts, lines);
    }

    @Override
    public LiveStatus status(RequestName name) {
        return wms2.status(name);
    }

    @Override
    public List<Stuck> stuck() {
        return wms2.stuck();
    }

    @Override
    public Optional<Alert> alert(Request request) {
        return wms2.alert(request);
    }

    @Override
    public boolean isNew(Alert alert) {
        return wms2.isNew(alert);
    }

    @Override
    public Optional<Path> onDisk(OutputDataset output) {
        return storage.flatMap(root -> wms2.show(output.request()).workflow().stream()
                .flatMap(w -> w.keptOutputs().stream())
                .filter(o -> o.dataset().equals(output.dataset()))
                .map(o -> root.resolve(o.mergedLfnBase().substring(1)))
                .findFirst());
    }

    @Override
    public void renew(RequestName name) {
        wms2.renewClaim(name);
    }

    @Override
    public void quarantine(RequestName name, String why) {
        TurnResult result = wms2.quarantine(name, why);
        LOG.warn("{}: {}", name, result.message());
    }

    @Override
    public void releaseClaims(Collection<RequestName> names) {
        for (RequestName name : names) {
            try {
                wms2.releaseClaim(name);
            } catch (Wms2Exception e) {
                LOG.warn("the claim on {} is not given back, it runs out by itself: {}", name, e.text());
            }
        }
    }

    @Override
    public SweepReport sweep() {
        return wms2.sweep(rules);
    }

    @Override
    public Archiving.Result archive(RequestName name, boolean delete, @Nullable String to) {
        return wms2.archive(name, delete, to);
    }

    @Override
    public Archiving.Leftovers leftovers(RequestName name, boolean delete) {
        return wms2.leftovers(name, delete);
    }

    @Override
    public List<RemovedDirectory> removedDirectories(RequestName name) {
        return wms2.removedDirectories(name);
    }

    @Override
    public void close() {
        for (AutoCloseable each : closing) {
            try {
                each.close();
            } catch (Exception e) {
                LOG.warn("closing {}: {}", each, e.toString());
            }
        }
    }
}
