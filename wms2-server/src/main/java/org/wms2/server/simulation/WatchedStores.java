package org.wms2.server.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.RequestStore;
import org.wms2.ports.store.SnapshotStore;
import org.wms2.ports.store.Stores;

/** The stores as one server process reaches them: it may die around every write, and the laws look at each. */
final class WatchedStores {
    private final Stores real;
    private final Faults faults;
    private final Laws laws;
    private final Journal journal;
    private final String server;
    private final Consumer<Duration> standStill;
    private final Consumer<Request> afterMove;
    private final Flaw flaw;

    /** What is to be looked at after every move of a request is told to {@code afterMove}. */
    WatchedStores(
            Stores real,
            Faults faults,
            Laws laws,
            Journal journal,
            String server,
            Consumer<Duration> standStill,
            Consumer<Request> afterMove,
            Flaw flaw) {
        this.real = real;
        this.faults = faults;
        this.laws = laws;
        this.journal = journal;
        this.server = server;
        this.standStill = standStill;
        this.afterMove = afterMove;
        this.flaw = flaw;
    }

    Stores stores() {
        return new Stores(
                requests(),
                real.work(),
                real.outputs(),
                snapshots(),
                real.ledger(),
                real.wishes(),
                real.sites(),
                real.failures(),
                real.alerts());
    }

    private RequestStore requests() {
        RequestStore store = real.requests();
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "apply" -> apply((ChangeSet) arguments[0]);
            case "claim" -> {
                Object answer = FaultyPorts.invoke(store, method, arguments);
                if (answer instanceof Optional<?> found && found.orElse(null) instanceof Claim claim) {
                    laws.claimed(claim);
                }
                yield answer;
            }
            default -> FaultyPorts.invoke(store, method, arguments);
        };
        return (RequestStore) Proxy.newProxyInstance(
                RequestStore.class.getClassLoader(), new Class<?>[] {RequestStore.class}, handler);
    }

    private SnapshotStore snapshots() {
        SnapshotStore store = real.snapshots();
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (!method.getName().equals("extend")) {
                return FaultyPorts.invoke(store, method, arguments);
            }
            faults.point("before the snapshot is stored", standStill);
            @Nullable Object answer = FaultyPorts.invoke(store, method, arguments);
            laws.wrote((Claim) arguments[0], "a snapshot");
            faults.point("after the snapshot is stored", standStill);
            return answer;
        };
        return (SnapshotStore) Proxy.newProxyInstance(
                SnapshotStore.class.getClassLoader(), new Class<?>[] {SnapshotStore.class}, handler);
    }

    private boolean apply(ChangeSet asked) {
        ChangeSet set = switch (flaw) {
            case NO_FENCE -> unfenced(asked);
            case LEDGER_LOSES -> withoutLedger(asked);
            default -> asked;
        };
        return faults.call(Faults.DATABASE, "apply", false, standStill, () -> {
            RequestStatus before = find(set).status();
            boolean applied = real.requests().apply(set);
            String request = set.claim().request().value();
            journal.note(server + (applied ? " stores: " : " is refused: ") + request + ": " + words(set));
            if (applied) {
                laws.wrote(asked.claim(), "a change set");
                laws.moved(set, before);
                afterMove.accept(find(set));
            }
            return applied;
        });
    }

    /** As if generation and version were not compared. */
    private ChangeSet unfenced(ChangeSet set) {
        Request row = find(set);
        String owner = real.requests()
                .claimOf(row.name())
                .map(c -> c.owner())
                .orElse(set.claim().owner());
        Claim current =
                real.requests().claim(row.name(), owner, Duration.ofMinutes(5)).orElse(set.claim());
        return new ChangeSet(current, row.version(), set.at(), set.who(), set.changes());
    }

    private static ChangeSet withoutLedger(ChangeSet set) {
        return new ChangeSet(
                set.claim(),
                set.version(),
                set.at(),
                set.who(),
                set.changes().stream()
                        .filter(c -> !(c instanceof Change.ClaimInput))
                        .toList());
    }

    private Request find(ChangeSet set) {
        return real.requests()
                .find(set.claim().request())
                .orElseThrow(() -> new Wms2Exception(ErrorCode.NOT_FOUND, "no request " + set.claim()));
    }

    private static String words(ChangeSet set) {
        return set.changes().stream().map(WatchedStores::words).collect(Collectors.joining("; "));
    }

    private static String words(Change change) {
        return switch (change) {
            case Change.MoveRequest m -> m.from() + " -> " + m.to() + " (" + m.reason() + ")";
            case Change.MoveDag m -> m.key() + " " + m.from() + " -> " + m.to() + " (" + m.reason() + ")";
            case Change.MoveWorkUnit m -> "unit " + m.id() + " " + m.from() + " -> " + m.to();
            case Change.UpdateBlock b ->
                "block "
                        + b.block()
                                .name()
                                .value()
                                .substring(b.block().name().value().indexOf('#')) + " " + b.from() + " -> "
                        + b.block().status();
            case Change.Wait w -> "waits: " + w.reason();
            case Change.FixCluster f -> "cluster " + f.cluster();
            case Change.EndWish w -> "wish " + w.id() + " " + w.outcome() + " " + w.reason();
            default -> change.getClass().getSimpleName();
        };
    }
}
