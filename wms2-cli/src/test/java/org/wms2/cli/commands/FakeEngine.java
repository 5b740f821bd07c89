package org.wms2.cli.commands;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.Imported;
import org.wms2.domain.RequestView;
import org.wms2.domain.TurnResult;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.RequestFilter;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;
import org.wms2.ports.store.WorkUnitCounts;
import org.wms2.ports.system.Identity;
import org.wms2.server.json.PlanJson;
import org.wms2.server.wiring.Check;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Scenarios;

/** Requests that walk through given statuses, one a turn. */
final class FakeEngine implements Engine, Scenarios {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    final Map<RequestName, RequestOptions> imported = new LinkedHashMap<>();
    final List<RequestName> released = new ArrayList<>();
    private final Map<RequestName, RequestStatus> statuses = new LinkedHashMap<>();
    private final Map<RequestName, List<Transition>> moves = new LinkedHashMap<>();
    List<RequestStatus> walk = List.of(RequestStatus.QUEUED, RequestStatus.ACTIVE, RequestStatus.COMPLETED);
    long abandoned;

    @Nullable
    String drivenBy;

    @Nullable
    ErrorCode refusal;

    @Nullable
    RuntimeException defect;

    synchronized void put(String name, RequestStatus status, RequestOptions options) {
        RequestName key = new RequestName(name);
        imported.put(key, options);
        statuses.put(key, status);
        moves.put(key, new ArrayList<>());
    }

    @Override
    public PlanJson dryRun(RequestName name, RequestOptions options, boolean anyStatus) {
        refuse();
        return new PlanJson(
                name.value(),
                "StepChain",
                "EventBased",
                10,
                2,
                1,
                1_000,
                0,
                List.of(new PlanJson.PlannedOutputJson("/A/B-v1/GEN", 1_000, 2_000_000)),
                List.of("T2_CH_CERN"),
                0,
                Optional.empty(),
                3_700,
                370,
                2_000_000);
    }

    @Override
    public synchronized Imported importRequest(RequestName name, RequestOptions options) {
        refuse();
        RequestOptions there = imported.get(name);
        if (there != null && !there.equals(options)) {
            throw new Wms2Exception(ErrorCode.CONFLICT, name + " is there with other options");
        }
        if (there == null) {
            put(name.value(), RequestStatus.SUBMITTED, options);
        }
        return new Imported(request(name), there != null);
    }

    @Override
    public synchronized TurnResult turn(RequestName name) {
        if (defect != null) {
            throw defect;
        }
        RequestStatus before = status(name);
        int next = walk.indexOf(before) + 1;
        if (before.isFinal() || next >= walk.size()) {
            return new TurnResult(
                    request(name), TurnResult.Kind.WAITING, "", Instant.now().plusSeconds(60));
        }
        statuses.put(name, walk.get(next));
        moves.getOrDefault(name, new ArrayList<>())
                .add(new Transition(
                        SubjectKind.REQUEST,
                        name.value(),
                        before.word(),
                        walk.get(next).word(),
                        NOW,
                        "because",
                        "test"));
        return new TurnResult(request(name), TurnResult.Kind.MOVED, "", Instant.now());
    }

    @Override
    public List<RequestName> due(int limit) {
        return List.of();
    }

    @Override
    public synchronized List<Request> list(RequestFilter filter) {
        refuse();
        return statuses.keySet().stream()
                .filter(n -> filter.status() == null || status(n) == filter.status())
                .map(this::request)
                .toList();
    }

    @Override
    public synchronized RequestView show(RequestName name) {
        Request request = request(name);
        return new RequestView(
                request,
                Optional.empty(),
                List.of(),
                new WorkUnitCounts(
                        Map.of(WorkUnitStatus.REGISTERED, 2L, WorkUnitStatus.ABANDONED, abandoned), 10, 1_000, 1_000),
                Optional.empty(),
                List.of(new OutputDataset(
                        name,
                        new DatasetName("/Primary/Era-Proc-v1/GEN-SIM"),
                        BlockStatus.ANNOUNCED,
                        1,
                        2,
                        1_000,
                        5_000_000)),
                List.of(),
                List.copyOf(moves.getOrDefault(name, List.of())),
                Optional.ofNullable(drivenBy).map(o -> new ClaimView(o, NOW, true)));
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
                return "me@here/1/1";
            }
        };
    }

    @Override
    public Optional<Scenarios> scenarios() {
        return Optional.of(this);
    }

    @Override
    public Optional<Path> onDisk(OutputDataset output) {
        return Optional.of(Path.of("/home/storage/store/mc"));
    }

    @Override
    public List<Check> checks() {
        return List.of();
    }

    @Override
    public synchronized void release(Collection<RequestName> names) {
        released.addAll(names);
    }

    @Override
    public void close() {
        // nothing is open
    }

    @Override
    public List<String> names() {
        return List.of("demo-gen");
    }

    @Override
    public RequestName mint(String scenario) {
        return new RequestName(scenario + "-20261124-120000");
    }

    @Override
    public List<Loaded> load(Path file) {
        return List.of(
                new Loaded(new RequestName("tester_one"), "DMWM/One.json"),
                new Loaded(new RequestName("tester_two"), "DMWM/Two.json"));
    }

    private void refuse() {
        if (refusal != null) {
            throw new Wms2Exception(refusal, "refused for " + refusal);
        }
    }

    private RequestStatus status(RequestName name) {
        RequestStatus status = statuses.get(name);
        if (status == null) {
            throw new Wms2Exception(ErrorCode.NOT_FOUND, "there is no request " + name);
        }
        return status;
    }

    private Request request(RequestName name) {
        RequestStatus status = status(name);
        boolean held = status == RequestStatus.HELD;
        return new Request(
                name,
                name,
                1,
                status,
                null,
                "{}",
                imported.getOrDefault(name, RequestOptions.NONE),
                1,
                held ? "the disk is full" : "",
                held ? "make room, then release" : "",
                0,
                2,
                true,
                NOW,
                NOW,
                NOW,
                1);
    }
}
