package org.wms2.cli.commands;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.Imported;
import org.wms2.domain.PreviewedWish;
import org.wms2.domain.RequestView;
import org.wms2.domain.Restarted;
import org.wms2.domain.TurnResult;
import org.wms2.domain.ledger.AuditResult;
import org.wms2.domain.live.LiveLog;
import org.wms2.domain.live.LiveStatus;
import org.wms2.domain.live.NodeName;
import org.wms2.domain.live.NodePage;
import org.wms2.domain.live.NodeQuery;
import org.wms2.domain.view.PlanView;
import org.wms2.domain.why.Blockage;
import org.wms2.domain.why.StuckRule.Stuck;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.NotYetException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Alert;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.RequestFilter;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;
import org.wms2.ports.system.Identity;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;
import org.wms2.server.json.CapacityJson;
import org.wms2.server.json.PlanJson;
import org.wms2.server.wiring.Check;
import org.wms2.server.wiring.Scenarios;

/** An engine written by hand: requests go through the statuses that a test has written down, one a turn. */
final class FakeEngine extends FakeKeeping implements Scenarios {
    /** The simulated CMS's only scenario here. */
    static final String SCENARIO = "demo-one";

    final Deque<RequestStatus> script = new ArrayDeque<>();
    final Map<WorkUnitStatus, Long> units = new HashMap<>(Map.of(WorkUnitStatus.MERGED, 4L));
    final List<Loaded> documents = new CopyOnWriteArrayList<>();
    boolean real;
    String heldFor = "";
    String suggestion = "";

    @Nullable
    ClaimView claim;

    /** What the next looks meet, one each; afterwards they meet nothing. */
    final Deque<Optional<RuntimeException>> looks = new ArrayDeque<>();

    Runnable onTurn = () -> {};
    Runnable onLook = () -> {};

    /** What the plan of any request is. */
    FakePlan plan = new FakePlan("r", false);

    /** What an audit finds; nothing if it is empty. */
    String difference = "";

    /** Wishes that are open, by request; a test may put some. */
    final Map<RequestName, List<Wish>> wishes = new ConcurrentHashMap<>();

    /** Requests that end between the preview of a wish and the wish. */
    final Set<String> endedMeanwhile = ConcurrentHashMap.newKeySet();

    /** What a wish meets instead of being written; nothing if it is null. */
    @Nullable
    RuntimeException wishError;

    /** What is live of any request. */
    final FakeLive live = new FakeLive();

    private final AtomicLong wishCount = new AtomicLong();

    private final Map<RequestName, Request> rows = new ConcurrentHashMap<>();
    private final Map<RequestName, List<Transition>> moves = new ConcurrentHashMap<>();

    /** A request that is there already, without any options of a trial. */
    FakeEngine has(String name, RequestStatus status) {
        store(new RequestName(name), status, RequestOptions.NONE);
        return this;
    }

    private Request store(RequestName name, RequestStatus status, RequestOptions options) {
        boolean held = status == RequestStatus.HELD;
        Request sample = SampleRows.request(name.value(), status);
        Request request = new Request(
                name,
                name,
                1,
                status,
                sample.spec(),
                "{}",
                options,
                sample.priority(),
                held ? heldFor : "",
                held ? suggestion : "",
                0,
                4,
                false,
                sample.createdAt(),
                sample.statusSince(),
                sample.nextLook(),
                1);
        Request before = rows.put(name, request);
        moves.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>())
                .add(new Transition(
                        SubjectKind.REQUEST,
                        name.value(),
                        before == null ? "" : before.status().word(),
                        status.word(),
                        SampleRows.T0,
                        "because",
                        "me@here"));
        return request;
    }

    /** Links a request that is there with another. */
    void superseded(String name, String next) {
        Request r = row(new RequestName(name));
        rows.put(r.name(), linked(r, null, new RequestName(next)));
        Request n = row(new RequestName(next));
        rows.put(n.name(), linked(n, r.name(), null));
    }

    private static Request linked(Request r, @Nullable RequestName before, @Nullable RequestName next) {
        return new Request(
                r.name(),
                r.sourceName(),
                r.processingVersion(),
                r.status(),
                r.spec(),
                r.rawDocument(),
                r.options(),
                r.priority(),
                r.reason(),
                r.suggestion(),
                r.round(),
                r.plannedUnits(),
                r.inputExhausted(),
                r.createdAt(),
                r.statusSince(),
                r.nextLook(),
                r.version(),
                r.cause(),
                r.causeSince(),
                r.stepsTaken(),
                r.owing(),
                before,
                next);
    }

    @Override
    public Restarted restart(RequestName name, String who, String why, CleanupPolicy policy) {
        calls.add("restart " + name + " by " + who + ": " + why + ", " + policy);
        Request before = row(name);
        if (!before.status().isFinal() && before.status() != RequestStatus.HELD) {
            throw new Wms2Exception(ErrorCode.CONFLICT, "stop it first");
        }
        has(name + "_v2", RequestStatus.SUBMITTED);
        superseded(name.value(), name + "_v2");
        return new Restarted(before, row(new RequestName(name + "_v2")), List.of(SampleRows.AOD), 3, policy);
    }

    @Override
    public Restarted previewRestart(RequestName name, CleanupPolicy policy) {
        calls.add("preview restart " + name + ", " + policy);
        Request next = SampleRows.request(name + "_v2", RequestStatus.SUBMITTED);
        return new Restarted(row(name), next, List.of(SampleRows.AOD), 3, policy);
    }

    @Override
    Request row(RequestName name) {
        Request request = rows.get(name);
        if (request == null) {
            throw new Wms2Exception(ErrorCode.NOT_FOUND, "no request " + name);
        }
        return request;
    }

    @Override
    public PlanJson dryRun(RequestName name, RequestOptions options, boolean anyStatus) {
        calls.add("plan " + name + (anyStatus ? " whatever its status" : ""));
        if (name.value().equals("demo-taskchain")) {
            throw new NotYetException("TaskChain");
        }
        return new PlanJson(
                name.value(),
                "StepChain",
                options.splitting() == null ? "EventBased" : options.splitting().word(),
                12,
                4,
                1,
                options.maxEvents() == null ? 1_200 : options.maxEvents(),
                0,
                Optional.empty(),
                false,
                List.of(new PlanJson.PlannedOutputJson(SampleRows.AOD.value(), 600, 5_000_000)),
                List.of("T2_CH_CERN"),
                1,
                Optional.of("no site is enabled"),
                0,
                7_300,
                600,
                5_000_000,
                new CapacityJson(
                        4,
                        12,
                        24,
                        true,
                        Optional.of(200),
                        1_000_000_000,
                        4_000_000_000L,
                        100_000,
                        Optional.of("subdag"),
                        "subdag fits",
                        List.of(new CapacityJson.FootprintJson("subdag", 5, 17_300_000, 70_000, 50, 1, 12))));
    }

    @Override
    public PlanView plan(RequestName name) {
        calls.add("plan of " + row(name).name());
        return plan;
    }

    @Override
    public PlanView simulate(RequestName name, RequestOptions options) {
        calls.add("simulate " + name
                + (options.splitting() == null ? "" : " " + options.splitting().word()));
        return new FakePlan(name.value(), true);
    }

    @Override
    public AuditResult audit(RequestName name) {
        return new AuditResult(
                row(name).name(),
                OptionalInt.empty(),
                "lumi sections of files",
                200,
                Map.of(LedgerState.MERGED, 150L, LedgerState.AVAILABLE, 50L),
                List.of(new AuditResult.Excluded(ExclusionReason.MASK, 0, 2, 1_234, 500)),
                7,
                List.of(new AuditResult.Check(
                        "output_lumis", "this with that", 14, difference.isEmpty() ? 0 : 1, difference)));
    }

    @Override
    public Wish wish(RequestName name, NewWish what) {
        if (endedMeanwhile.contains(name.value()) || row(name).status().isFinal()) {
            throw new Wms2Exception(ErrorCode.CONFLICT, "request " + name + " is final");
        }
        if (wishError != null) {
            throw wishError;
        }
        calls.add("wish " + name + ": " + what.kind().word());
        List<Wish> open = wishes.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>());
        Wish wish = new Wish(wishCount.incrementAndGet(), what, false, SampleRows.T0);
        open.add(wish);
        return wish;
    }

    @Override
    public List<Wish> wishes(RequestName name) {
        return wishes.getOrDefault(name, List.of());
    }

    @Override
    public PreviewedWish preview(RequestName name, NewWish wish) {
        Request request = row(name);
        String words = request.status().isFinal()
                ? "nothing: it is final"
                : "what " + wish.kind().word() + " does";
        return new PreviewedWish(request, wish, !request.status().isFinal(), words, Optional.ofNullable(claim));
    }

    @Override
    public Imported importRequest(RequestName name, RequestOptions options) {
        calls.add("import " + name);
        Request there = rows.get(name);
        if (there == null) {
            return new Imported(store(name, RequestStatus.SUBMITTED, options), false);
        }
        if (!there.options().equals(options)) {
            throw new Wms2Exception(ErrorCode.CONFLICT, name + " is there with other options");
        }
        return new Imported(there, true);
    }

    @Override
    public List<RequestName> due(int limit) {
        return rows.values().stream()
                .filter(r -> !r.status().isFinal())
                .map(Request::name)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized TurnResult turn(RequestName name) {
        calls.add("turn " + name);
        onTurn.run();
        RequestStatus next = script.poll();
        wishes.remove(name);
        Request request = next == null ? row(name) : store(name, next, row(name).options());
        TurnResult.Kind kind = request.status().isFinal()
                ? TurnResult.Kind.FINAL
                : next == null ? TurnResult.Kind.WAITING : TurnResult.Kind.MOVED;
        return new TurnResult(request, kind, "", Instant.now().plus(Duration.ofHours(1)));
    }

    @Override
    public List<Request> list(RequestFilter filter) {
        return rows.values().stream()
                .filter(r -> filter.status() == null || r.status() == filter.status())
                .filter(r -> filter.after() == null
                        || r.name().value().compareTo(filter.after().value()) > 0)
                .sorted(java.util.Comparator.comparing(r -> r.name().value()))
                .limit(filter.limit())
                .toList();
    }

    @Override
    public RequestView show(RequestName name) {
        Optional<RuntimeException> error = Objects.requireNonNullElse(looks.poll(), Optional.empty());
        if (error.isPresent()) {
            throw error.get();
        }
        Request request = row(name);
        return FakeViews.of(request, units, moves.getOrDefault(name, List.of()), claim);
    }

    @Override
    public Identity identity() {
        return new Identity() {
            @Override
            public String who() {
                return "me@here";
            }

            @Override
            public String process() {
                return "me@here/1/2";
            }
        };
    }

    @Override
    public boolean isMadeUp(DatasetName dataset) {
        return true;
    }

    @Override
    public Optional<Scenarios> scenarios() {
        return real ? Optional.empty() : Optional.of(this);
    }

    @Override
    public List<String> names() {
        return List.of(SCENARIO);
    }

    @Override
    public RequestName mint(String scenario) {
        calls.add("mint " + scenario);
        return new RequestName(scenario + "-20261124");
    }

    @Override
    public List<Loaded> load(Path file) {
        calls.add("load " + file.getFileName());
        return documents;
    }

    @Override
    public Blockage why(RequestName name) {
        Request request = row(name);
        return new Blockage(
                name,
                request.status(),
                Cause.NO_SITE,
                Cause.NO_SITE.owner(),
                "every site left is excluded",
                List.of("sites [T2_CH_CERN], neither banned nor drained []"),
                SampleRows.T0,
                null,
                "wms2 site unban T2_CH_CERN");
    }

    @Override
    public NodePage nodes(RequestName name, NodeQuery query) {
        calls.add("nodes " + row(name).name());
        return live.page(name, query);
    }

    @Override
    public LiveLog log(RequestName name, OptionalInt round, NodeName node, int starts, int lines) {
        calls.add("log of " + node + ", " + starts + " starts, " + lines + " lines");
        return live.log(row(name).name(), node);
    }

    @Override
    public LiveStatus status(RequestName name) {
        Optional<RuntimeException> error = Objects.requireNonNullElse(looks.poll(), Optional.empty());
        if (error.isPresent()) {
            throw error.get();
        }
        onLook.run();
        return live.status(row(name), claim, why(name));
    }

    @Override
    public List<Stuck> stuck() {
        return rows.values().stream()
                .filter(r -> r.status() == RequestStatus.QUEUED)
                .map(r -> new Stuck(r, Cause.NO_SITE, SampleRows.T0, Duration.ofDays(1)))
                .toList();
    }

    @Override
    public Optional<Alert> alert(Request request) {
        return Optional.empty();
    }

    @Override
    public boolean isNew(Alert alert) {
        throw new IllegalStateException("not expected: " + alert);
    }

    @Override
    public Optional<Path> onDisk(OutputDataset output) {
        return Optional.of(Path.of("/storage/store/data"));
    }

    @Override
    public List<Check> checks() {
        return List.of(new Check("database", () -> {}));
    }

    @Override
    public void renew(RequestName name) {}

    @Override
    public void quarantine(RequestName name, String why) {
        throw new IllegalStateException("not expected: quarantine of " + name + ": " + why);
    }

    @Override
    public void releaseClaims(Collection<RequestName> names) {
        calls.add("release " + names);
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
