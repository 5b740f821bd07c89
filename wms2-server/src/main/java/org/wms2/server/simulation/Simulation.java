package org.wms2.server.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.Wms2;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;

/**
 * One small world under one seed: requests, one or two servers, faults, failures and operators for a while; then calm, in
 * which everything must end. The laws are looked at all along. Two runs of a seed are the same.
 */
public final class Simulation {
    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

    /** How long everything may take once the faults have stopped. */
    private static final Duration CALM = Duration.ofDays(60);

    private final Chance chance;
    private final VirtualTime time = new VirtualTime(START);
    private final Journal journal = new Journal(time, true);
    private final Outside outside;
    private final World world;
    private final Faults faults;
    private final DomainSettings settings;
    private final Flaw flaw;
    private final List<Server> servers = new ArrayList<>();
    private final Set<Server> standing = new HashSet<>();
    private final Map<RequestName, RequestStatus> last = new HashMap<>();
    private final EndLaws ends;

    /**
     * What became of a seed.
     *
     * @param broken laws, first seen first; empty: all is well
     * @param ends how many requests ended in which status
     * @param took virtual time
     * @param journal all that happened, in order
     */
    public record Outcome(
            long seed, List<String> broken, Map<RequestStatus, Integer> ends, Duration took, List<String> journal) {
        public Outcome {
            broken = List.copyOf(broken);
            ends = Map.copyOf(ends);
            journal = List.copyOf(journal);
        }
    }

    private Simulation(long seed, Flaw flaw) {
        this.flaw = flaw;
        chance = new Chance(seed);
        Farm farm = new Farm(
                time,
                chance.split(),
                chance.between(10, 200),
                Duration.ofMinutes(chance.between(10, 180)),
                chance.happens(0.5) ? 0 : chance.fraction() * 0.4);
        double dagTroubles = chance.happens(0.5) ? 0 : chance.fraction() * 0.5;
        outside = new Outside(
                time, journal, chance, farm, World.SITES, dagTroubles, Duration.ofHours(chance.between(1, 12)), flaw);
        world = new World(chance.split());
        settings = world.settings();
        world.fill(outside);
        faults = new Faults(time, chance.split(), journal, FaultRates.draw(chance));
        ends = new EndLaws(outside, world);
        int howMany = chance.happens(0.5) ? 2 : 1;
        for (int i = 1; i <= howMany; i++) {
            addServer("server" + i);
        }
    }

    /** Runs the world of a seed to its end. */
    public static Outcome run(long seed) {
        return run(seed, Flaw.NONE);
    }

    static Outcome run(long seed, Flaw flaw) {
        Simulation simulation = new Simulation(seed, flaw);
        simulation.live();
        Map<RequestStatus, Integer> ends = new EnumMap<>(RequestStatus.class);
        simulation.requests().forEach(r -> ends.merge(r.status(), 1, Integer::sum));
        return new Outcome(
                seed,
                simulation.outside.laws.broken(),
                ends,
                Duration.between(START, simulation.time.instant()),
                simulation.journal.lines());
    }

    private void addServer(String name) {
        Server[] self = new Server[1];
        Server server = new Server(
                name,
                time,
                chance.split(),
                journal,
                outside.laws,
                process -> process(process, pause -> standStill(self[0], pause)),
                Duration.ofSeconds(10),
                Duration.ofMinutes(15));
        self[0] = server;
        servers.add(server);
    }

    private Wms2 process(String name, java.util.function.Consumer<Duration> standStill) {
        WatchedStores watched = new WatchedStores(
                outside.stores, faults, outside.laws, journal, name, standStill, this::afterChange, flaw);
        return outside.process(name, settings, watched.stores(), new FaultyPorts(faults, standStill));
    }

    private void live() {
        List<RequestName> names = List.copyOf(world.events.keySet());
        Wms2 importer = outside.process("import", settings);
        names.forEach(n -> {
            importer.importRequest(n, world.options.getOrDefault(n, RequestOptions.NONE));
            last.put(n, RequestStatus.SUBMITTED);
        });
        Operators operators = new Operators(
                time,
                chance.split(),
                journal,
                outside.stores,
                names,
                World.SITES,
                () -> servers.forEach(Server::nudge));
        operators.wish(chance.happens(0.4) ? 0 : chance.fraction() * 12);
        operators.lookAfterHeld();
        if (chance.happens(0.3)) {
            outside.farm.blackHoles.add(chance.oneOf(World.SITES));
        }
        Instant calmFrom = START.plus(Duration.ofHours(chance.between(6, 48)));
        runUntil(calmFrom);
        journal.note("calm from here on");
        faults.end();
        outside.farm.nodeFailures = 0;
        outside.farm.blackHoles.clear();
        outside.dagTroubles.end();
        operators.calm();
        runUntil(calmFrom.plus(CALM));
        if (outside.laws.hold()) {
            requests().forEach(ends::check);
        }
    }

    /** Lets servers and the world work until a moment, until all is done, or until a law is broken. */
    private void runUntil(Instant end) {
        while (outside.laws.hold() && time.instant().isBefore(end) && !allDone()) {
            Optional<Server> first =
                    servers.stream().filter(s -> !standing.contains(s)).min(Comparator.comparing(Server::wakes));
            Instant event = time.next().orElse(end);
            Instant turn = first.map(Server::wakes).orElse(end);
            if (turn.isAfter(end) && event.isAfter(end)) {
                time.advanceTo(end);
            } else if (event.isAfter(turn)) {
                time.advanceTo(turn);
                first.ifPresent(Server::work);
            } else {
                time.advanceTo(event);
            }
        }
    }

    /** A server stands still in the middle of a call: the others go on, then it does. Only one at a time does. */
    private void standStill(Server server, Duration pause) {
        if (standing.isEmpty()) {
            standing.add(server);
            runUntil(time.instant().plus(pause));
            standing.remove(server);
        }
    }

    private boolean allDone() {
        return requests().stream().allMatch(r -> r.status().isFinal() && !r.owing());
    }

    private List<Request> requests() {
        return world.events.keySet().stream()
                .flatMap(n -> outside.stores.requests().find(n).stream())
                .toList();
    }

    private void afterChange(Request request) {
        ends.liveDag(request);
        if (last.put(request.name(), request.status()) != request.status()) {
            try {
                ends.audit(request);
            } catch (Wms2Exception e) {
                outside.laws.breaks("the audit of " + request.name() + " says " + e.text());
            }
        }
    }
}
