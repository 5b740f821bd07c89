package org.wms2.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.housekeeping.Archiving;
import org.wms2.domain.housekeeping.Housekeeping;
import org.wms2.domain.housekeeping.SweepReport;
import org.wms2.domain.housekeeping.SweepRules;
import org.wms2.domain.ledger.Audit;
import org.wms2.domain.ledger.AuditResult;
import org.wms2.domain.lifecycle.RequestState;
import org.wms2.domain.lifecycle.SharedQueue;
import org.wms2.domain.lifecycle.Slots;
import org.wms2.domain.lifecycle.Turn;
import org.wms2.domain.lifecycle.WishPreview;
import org.wms2.domain.live.Live;
import org.wms2.domain.live.LiveLog;
import org.wms2.domain.live.LiveStatus;
import org.wms2.domain.live.NodeName;
import org.wms2.domain.live.NodePage;
import org.wms2.domain.live.NodeQuery;
import org.wms2.domain.planning.SiteView;
import org.wms2.domain.view.Explanation;
import org.wms2.domain.view.PlanView;
import org.wms2.domain.view.Question;
import org.wms2.domain.view.WholePlan;
import org.wms2.domain.why.AlertRule;
import org.wms2.domain.why.Blockage;
import org.wms2.domain.why.StuckRequests;
import org.wms2.domain.why.StuckRule.Stuck;
import org.wms2.domain.why.Why;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobCounts;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.store.Alert;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.RequestFilter;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStatus;
import org.wms2.ports.store.SiteStore.Site;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.workflow.Workflow;

/**
 * WMS2 as a library: everything that a surface (server, command line, another program) may ask for.
 *
 * <pre>{@code
 * Wms2 wms2 = Wms2.builder().stores(stores).htcondor(htcondor) … .build();
 * Request request = wms2.importRequest(name, RequestOptions.NONE).request();
 * while (wms2.turn(name).kind() != TurnResult.Kind.FINAL) { … wait until the result's next look … }
 * }</pre>
 *
 * <p>Has no threads of its own. Thread-safe if the ports are.
 */
public final class Wms2 {
    private final Ports ports;
    private final DomainSettings settings;
    private final Importer importer;
    private final Restarter restarter;
    private final SharedQueue queue;
    private final Slots slots;
    private final Turn turn;
    private final Why why;
    private final Live live;
    private final Housekeeping housekeeping;

    Wms2(Ports ports, DomainSettings settings) {
        this.ports = ports;
        this.settings = settings;
        this.importer = new Importer(ports, settings);
        this.restarter = new Restarter(ports, importer);
        this.queue = new SharedQueue(ports.htcondor(), ports.clock(), settings.pollInterval());
        this.slots = new Slots(ports, settings);
        this.turn = new Turn(ports, settings, queue, slots);
        this.why = new Why(ports, settings, queue, slots);
        this.live = new Live(ports, why, queue);
        this.housekeeping = new Housekeeping(ports);
    }

    /** Begins to feed a new instance with its ports. */
    public static Wms2Builder builder() {
        return new Wms2Builder();
    }

    /** The settings that it was built with. */
    public DomainSettings settings() {
        return settings;
    }

    /**
     * What a request would take; stores nothing.
     *
     * @param anyStatus also plan what a WMAgent runs, or what is not assigned
     * @throws Wms2Exception with code NOT_FOUND, INPUT_REFUSED, NOT_YET, or a service's
     */
    public DryRun dryRun(RequestName sourceName, RequestOptions options, boolean anyStatus) {
        return importer.dryRun(sourceName, options, anyStatus);
    }

    /**
     * Imports a request: checks HTCondor and the database, then the document, then stores it in status submitted. One
     * that is there and alive is followed.
     *
     * @throws Wms2Exception with code CONFLICT if it is final, or alive with other options; SERVICE_UNAVAILABLE or
     *     DATABASE_UNAVAILABLE if there is nothing to run it with; else as {@link #dryRun}. Nothing is stored then
     */
    public Imported importRequest(RequestName sourceName, RequestOptions options) {
        return importer.importRequest(sourceName, options, ports.identity().who());
    }

    /**
     * Makes a new processing version of a final or held request, from the document as ReqMgr2 has it now. A held one ends
     * as failed in the same transaction. Its outputs are invalidated by the new one, when the policy says so.
     *
     * @param who wants it, and why, in their words
     * @throws Wms2Exception with code NOT_FOUND; CONFLICT if it is neither final nor held, if a DAG of it may still run, if
     *     it has been restarted, or if DBS has an output of the new version; else as {@link #dryRun}. Nothing is stored
     *     then
     */
    public Restarted restart(RequestName name, String who, String why, CleanupPolicy policy) {
        return restarter.restart(name, who, why, policy);
    }

    /**
     * What a restart would make; stores nothing.
     *
     * @throws Wms2Exception as {@link #restart}
     */
    public Restarted previewRestart(RequestName name, CleanupPolicy policy) {
        return restarter.preview(name, policy);
    }

    /**
     * Carries one request one step on.
     *
     * @throws Wms2Exception with code NOT_FOUND or DATABASE_UNAVAILABLE
     */
    public TurnResult turn(RequestName name) {
        return turn.turn(name);
    }

    /** Requests that are not final and due, highest priority first. */
    public List<RequestName> due(int limit) {
        return ports.stores().requests().due(ports.clock().instant(), limit);
    }

    /** Gives up the claim on a request, if this process has it, so that another need not wait for its lease. */
    public void releaseClaim(RequestName name) {
        Optional<Claim> claim =
                ports.stores().requests().claim(name, ports.identity().process(), settings.lease());
        claim.ifPresent(c -> ports.stores().requests().release(c));
    }

    /** Begins the lease of this process' claim anew, while something goes on for long; nothing if another has it. */
    public void renewClaim(RequestName name) {
        ports.stores().requests().claim(name, ports.identity().process(), settings.lease());
    }

    /**
     * Holds a request whose turns come to nothing; a live DAG runs on. One that is final or held stays as it is.
     *
     * @param why what its turns came to
     * @throws Wms2Exception with code NOT_FOUND or DATABASE_UNAVAILABLE
     */
    public TurnResult quarantine(RequestName name, String why) {
        return turn.quarantine(name, why);
    }

    /** A page of requests. */
    public List<Request> list(RequestFilter filter) {
        return ports.stores().requests().list(filter);
    }

    /**
     * All that there is to say of one request.
     *
     * @throws Wms2Exception with code NOT_FOUND or DATABASE_UNAVAILABLE
     */
    public RequestView show(RequestName name) {
        Request request = request(name);
        Optional<Workflow> workflow = ports.stores().work().workflow(name);
        Optional<ClaimView> claim = ports.stores().requests().claimOf(name);
        return new RequestView(
                request,
                workflow,
                ports.stores().work().dags(name),
                ports.stores().work().counts(name),
                jobs(name),
                ports.stores().outputs().datasets(name),
                ports.stores().outputs().blocks(name),
                ports.stores().work().transitions(name),
                claim,
                ports.stores().failures().of(name),
                ports.stores().work().pilot(name));
    }

    /**
     * Proves that every unit of a request's input is in exactly one state and that its outputs hold what went in, or
     * names the first difference.
     *
     * @throws Wms2Exception with code NOT_FOUND, CONFLICT (it moves while it is audited) or DATABASE_UNAVAILABLE
     */
    public AuditResult audit(RequestName name) {
        return new Audit(ports.stores()).full(name);
    }

    /**
     * The whole plan of a request: its rounds so far, and what is available as it would be planned now. Read as it is
     * iterated over.
     *
     * @throws Wms2Exception with code NOT_FOUND, DATABASE_UNAVAILABLE, or CRIC's
     */
    public PlanView plan(RequestName name) {
        Request request = request(name);
        Workflow workflow = workflow(name);
        SiteView sites = SiteView.of(
                ports.cric().siteMap(),
                ports.stores().sites(),
                name,
                ports.clock().instant());
        return WholePlan.stored(request, workflow, ports.stores(), settings.planning(), sites);
    }

    /**
     * The plan that a request of ReqMgr2 would have, whatever its status there; stores nothing.
     *
     * @throws Wms2Exception as {@link #dryRun}
     */
    public PlanView simulate(RequestName sourceName, RequestOptions options) {
        return importer.simulate(sourceName, options);
    }

    /**
     * Where a file or lumi section of a request went, and why.
     *
     * @throws Wms2Exception as {@link #plan}
     */
    public Explanation explain(RequestName name, Question question) {
        return plan(name).explain(question);
    }

    /**
     * Wishes something of a request. Whoever drives it carries the wish out; it waits if nobody does.
     *
     * @throws Wms2Exception with code NOT_FOUND if there is no such request, CONFLICT if it is final
     */
    public Wish wish(RequestName name, NewWish wish) {
        return ports.stores().wishes().add(name, wish);
    }

    /** Open wishes of a request, oldest first. */
    public List<Wish> wishes(RequestName name) {
        return ports.stores().wishes().open(name);
    }

    /**
     * What a wish would do to a request as it is stored now; stores nothing.
     *
     * @throws Wms2Exception with code NOT_FOUND or DATABASE_UNAVAILABLE
     */
    public PreviewedWish preview(RequestName name, NewWish wish) {
        Request request = request(name);
        RequestState state = RequestState.of(request, ports.stores());
        String words = new WishPreview(ports.stores()).of(state, wish);
        return PreviewedWish.of(state, wish, words, ports.stores().requests().claimOf(name));
    }

    /** Sites that WMS2 itself has said something of, by name; all others are enabled. */
    public List<Site> sites() {
        return ports.stores().sites().sites();
    }

    /**
     * Says whether a site gets work. Holds for what is planned from now on: a live DAG keeps its sites.
     *
     * @param reason in the sender's words
     * @throws Wms2Exception with code NOT_FOUND if neither CRIC nor WMS2 knows the site, or CRIC's
     */
    public Site setSite(SiteName name, SiteStatus status, String reason) {
        if (sites().stream().noneMatch(s -> s.name().equals(name))) {
            KnownSites.require(name, ports.cric().siteMap().sites());
        }
        Site site = new Site(name, status, reason);
        ports.stores().sites().put(site);
        return site;
    }

    /** Bans that hold now, by site. */
    public List<SiteBan> bans() {
        return ports.stores().sites().bans(ports.clock().instant());
    }

    /**
     * Bans a site for a while: nothing that is planned from now on goes there.
     *
     * @param request null: for every request
     * @param length above 0
     * @throws Wms2Exception with code NOT_FOUND if neither CRIC nor WMS2 knows the site, or there is no such request
     */
    public SiteBan ban(SiteName site, @Nullable RequestName request, Duration length, String reason) {
        KnownSites.require(site, ports.cric().siteMap().sites());
        if (request != null) {
            request(request);
        }
        Instant now = ports.clock().instant();
        SiteBan ban = new SiteBan(site, request, reason, ports.identity().who(), now, now.plus(length));
        ports.stores().sites().ban(ban);
        return ban;
    }

    /**
     * Lifts a ban.
     *
     * @param request null: the one that holds for every request
     * @throws Wms2Exception with code NOT_FOUND if there is none
     */
    public void unban(SiteName site, @Nullable RequestName request) {
        if (!ports.stores().sites().unban(site, request)) {
            throw new Wms2Exception(
                    ErrorCode.NOT_FOUND,
                    site + " is not banned" + (request == null ? "" : " for " + request) + ": see wms2 site list");
        }
    }

    /**
     * How many DAGs may be active at once, and why.
     *
     * @throws Wms2Exception with code SERVICE_UNAVAILABLE if the schedd does not answer
     */
    public Admission admission() {
        return slots.admission();
    }

    /**
     * Why a request does not move. Answers also if the schedd is silent or no server runs.
     *
     * @throws Wms2Exception with code NOT_FOUND or DATABASE_UNAVAILABLE
     */
    public Blockage why(RequestName name) {
        return why.of(name);
    }

    /**
     * Nodes of a request as they are now, from DAGMan's files; of held ones the schedd is asked why.
     *
     * @throws Wms2Exception with code NOT_FOUND if there is no such request, DAG, work unit or submit directory;
     *     INPUT_REFUSED if a name is none; DATABASE_UNAVAILABLE
     */
    public NodePage nodes(RequestName name, NodeQuery query) {
        return live.nodes(name, query);
    }

    /**
     * What a node, or a DAGMan, has written.
     *
     * @param round empty: the newest
     * @param starts the newest so many, 1 or more
     * @param lines of each file at most, 1 to 10,000
     * @throws Wms2Exception as {@link #nodes}
     */
    public LiveLog log(RequestName name, OptionalInt round, NodeName node, int starts, int lines) {
        return live.log(name, round, node, starts, lines);
    }

    /**
     * Where a request stands in HTCondor. Answers also if the schedd is silent or no server runs.
     *
     * @throws Wms2Exception with code NOT_FOUND if there is no such request, or DATABASE_UNAVAILABLE
     */
    public LiveStatus status(RequestName name) {
        return live.status(name);
    }

    /** Requests that are not final and have waited for one thing for too long, longest first. */
    public List<Stuck> stuck() {
        return new StuckRequests(ports.stores().requests()).at(ports.clock().instant());
    }

    /** The alert that a request is worth now, whether or not it has been given. */
    public Optional<Alert> alert(Request request) {
        return AlertRule.of(request, ports.clock().instant());
    }

    /** Keeps an alert before it is given; true for one caller, ever: at most once. */
    public boolean isNew(Alert alert) {
        return ports.stores().alerts().addIfNew(alert);
    }

    /**
     * Tidies once: ended jobs leave the queue when their outcome is stored, old submit directories and stored leftovers go.
     * Moves no request; harmless by several processes at once.
     *
     * @throws Wms2Exception with code DATABASE_UNAVAILABLE
     */
    public SweepReport sweep(SweepRules rules) {
        return housekeeping.sweep(rules);
    }

    /** Archives the submit directories of a request that has ended, see {@link Archiving#archive}. */
    public Archiving.Result archive(RequestName name, boolean delete, @Nullable String to) {
        return new Archiving(ports).archive(name, delete, to);
    }

    /** What nobody lists of a request that has ended, see {@link Archiving#leftovers}. */
    public Archiving.Leftovers leftovers(RequestName name, boolean delete) {
        return new Archiving(ports).leftovers(name, delete);
    }

    /** Submit directories of a request that are gone. */
    public List<RemovedDirectory> removedDirectories(RequestName name) {
        return ports.stores().work().removedDirectories(name);
    }

    private Request request(RequestName name) {
        return ports.stores()
                .requests()
                .find(name)
                .orElseThrow(() -> new Wms2Exception(ErrorCode.NOT_FOUND, "there is no request " + name));
    }

    private Workflow workflow(RequestName name) {
        return ports.stores()
                .work()
                .workflow(name)
                .orElseThrow(() -> new Wms2Exception(
                        ErrorCode.NOT_FOUND, "request " + name + " has no workflow yet: there is nothing to plan"));
    }

    /** Jobs in the queue, where a DAG is live and the schedd answers: a view does without rather than fail. */
    private Optional<JobCounts> jobs(RequestName name) {
        return ports.stores()
                .work()
                .latestDag(name)
                .filter(d -> d.status().isOpen())
                .flatMap(d -> queue.glance().flatMap(q -> q.first(d.key())))
                .map(DagObservation::jobs);
    }
}
