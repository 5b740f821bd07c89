package org.wms2.server.driver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.wms2.domain.TurnResult;
import org.wms2.ports.id.RequestName;
import org.wms2.server.Rows;

/** Turns written by hand: what each request does when it is turned, and what has been turned so far. */
final class HandTurns implements Turns {
    private static final Duration LATER = Duration.ofHours(1);

    /** Names in the order in which turns began. */
    final List<String> begun = new CopyOnWriteArrayList<>();

    /** Names whose claims were renewed, and those that were quarantined, with the reason. */
    final List<String> renewed = new CopyOnWriteArrayList<>();

    final Map<String, String> quarantined = new ConcurrentHashMap<>();

    private final InstantSource clock;
    private final List<RequestName> due = new CopyOnWriteArrayList<>();
    private final Map<RequestName, Supplier<TurnResult>> actions = new ConcurrentHashMap<>();

    HandTurns(InstantSource clock) {
        this.clock = clock;
    }

    /** A request that does this in every turn. */
    HandTurns with(String name, Supplier<TurnResult> action) {
        actions.put(new RequestName(name), action);
        due.add(new RequestName(name));
        return this;
    }

    /** A request that waits for long after its first turn. */
    HandTurns waiting(String name) {
        return with(name, () -> result(name, TurnResult.Kind.WAITING));
    }

    /** The end of a turn; whoever waits is due in an hour. */
    TurnResult result(String name, TurnResult.Kind kind) {
        Instant next = clock.instant().plus(LATER);
        return Rows.turn(new RequestName(name), kind, next);
    }

    long turnsOf(String name) {
        return begun.stream().filter(name::equals).count();
    }

    @Override
    public List<RequestName> due(int limit) {
        return due.stream().limit(limit).toList();
    }

    @Override
    public TurnResult turn(RequestName name) {
        begun.add(name.value());
        Supplier<TurnResult> action = actions.get(name);
        if (action == null) {
            throw new IllegalStateException("nobody said that " + name + " is due");
        }
        return action.get();
    }

    @Override
    public void renew(RequestName name) {
        renewed.add(name.value());
    }

    @Override
    public void quarantine(RequestName name, String why) {
        quarantined.put(name.value(), why);
    }
}
