package org.wms2.server.wiring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.Admission;
import org.wms2.domain.Imported;
import org.wms2.domain.PreviewedWish;
import org.wms2.domain.RequestView;
import org.wms2.domain.Restarted;
import org.wms2.domain.ledger.AuditResult;
import org.wms2.domain.live.LiveLog;
import org.wms2.domain.live.LiveStatus;
import org.wms2.domain.live.NodeName;
import org.wms2.domain.live.NodePage;
import org.wms2.domain.live.NodeQuery;
import org.wms2.domain.view.PlanView;
import org.wms2.domain.why.StuckRule.Stuck;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.store.RequestFilter;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore.Site;
import org.wms2.ports.system.Identity;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;
import org.wms2.server.alerts.AlertSource;
import org.wms2.server.driver.Turns;
import org.wms2.server.house.Tidying;
import org.wms2.server.json.PlanJson;

/**
 * A wired WMS2: the facade's methods with what belongs to the wiring beside them. Every method throws
 * {@link org.wms2.ports.error.Wms2Exception}. Thread-safe.
 */
public interface Engine extends Turns, AlertSource, Tidying, AutoCloseable {
    /** Plans a request and stores nothing. */
    PlanJson dryRun(RequestName name, RequestOptions options, boolean anyStatus);

    /** Imports a request, once. */
    Imported importRequest(RequestName name, RequestOptions options);

    /** A new processing version of a final or held request; CONFLICT if it is neither, or has been restarted. */
    Restarted restart(RequestName name, String who, String why, CleanupPolicy policy);

    /** What a restart would make; nothing is stored. */
    Restarted previewRestart(RequestName name, CleanupPolicy policy);

    /** A page of requests. */
    List<Request> list(RequestFilter filter);

    /** One request; NOT_FOUND if there is none. */
    RequestView show(RequestName name);

    /** Proves that a request's input is accounted for, or names the first difference. */
    AuditResult audit(RequestName name);

    /** The whole plan of a stored request. */
    PlanView plan(RequestName name);

    /** The plan that a request would have; nothing is stored. */
    PlanView simulate(RequestName name, RequestOptions options);

    /** Wishes something of a request; NOT_FOUND if there is none, CONFLICT if it is final. */
    Wish wish(RequestName name, NewWish wish);

    /** Open wishes of a request, oldest first. */
    List<Wish> wishes(RequestName name);

    /** What a wish would do now; nothing is stored. */
    PreviewedWish preview(RequestName name, NewWish wish);

    /** Sites that WMS2 has said something of; all others are enabled. */
    List<Site> sites();

    /** Says whether a site gets work; NOT_FOUND if there is no such site. */
    Site setSite(SiteName name, SiteStatus status, String reason);

    /** Bans that hold now, by site. */
    List<SiteBan> bans();

    /** Bans a site for a while, of one request or (null) of all; NOT_FOUND if there is no such site or request. */
    SiteBan ban(SiteName site, @Nullable RequestName request, Duration length, String reason);

    /** Lifts a ban; NOT_FOUND if there is none. */
    void unban(SiteName site, @Nullable RequestName request);

    /** How many DAGs may be active at once, and why. */
    Admission admission();

    /** Nodes of a request as they are now. */
    NodePage nodes(RequestName name, NodeQuery query);

    /** What a node, or a DAGMan, has written: of the newest starts so many, of each file so many lines. */
    LiveLog log(RequestName name, OptionalInt round, NodeName node, int starts, int lines);

    /** Where a request stands in HTCondor. */
    LiveStatus status(RequestName name);

    /** Requests that have waited for one thing for too long, longest first. */
    List<Stuck> stuck();

    /** Who this process is, as claims name it. */
    Identity identity();

    /** The simulated CMS's scenarios; empty where the services are real. */
    Optional<Scenarios> scenarios();

    /** The directory of this machine where the merged files of an output lie; empty if they lie elsewhere. */
    Optional<Path> onDisk(OutputDataset output);

    /** What must answer for a request to move. */
    List<Check> checks();

    /** Gives back the claims that this process has on requests. */
    void releaseClaims(Collection<RequestName> names);

    /** Closes connections; services of the local profile run on. */
    @Override
    void close();
}
