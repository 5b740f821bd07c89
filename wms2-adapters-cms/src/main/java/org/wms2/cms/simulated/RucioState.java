package org.wms2.cms.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pretended Rucio (contracts/cms.md 4). It plays the daemons by the clock alone: a rule whose files were not there
 * yet becomes OK, and they are at its RSE, a set delay after it was made; a deleted one is gone an hour later. Not
 * thread-safe: guarded by {@link SimulatedCms}.
 */
final class RucioState {

    private static final Pattern LFN = Pattern.compile("/store/.+");
    private static final Pattern ADLER32 = Pattern.compile("[0-9a-fA-F]{8}");
    private static final Duration DELETION = Duration.ofHours(1);
    private static final Set<String> ACTIVITIES = Set.of(
            "Data Brokering",
            "Data Consolidation",
            "Data rebalancing",
            "Debug",
            "Express",
            "Functional Test",
            "Production Input",
            "Production Output",
            "Staging",
            "T0 Export",
            "T0 Tape",
            "User Subscriptions");

    private final Duration ruleDelay;
    private final Map<String, Did> dids = new LinkedHashMap<>();
    private final Map<String, Known> files = new LinkedHashMap<>();
    private final Map<String, Rows.Rule> rules = new LinkedHashMap<>();

    RucioState(Duration ruleDelay) {
        this.ruleDelay = ruleDelay;
    }

    /** A container or block. */
    static final class Did {
        final boolean container;
        final LinkedHashSet<String> children = new LinkedHashSet<>();
        boolean open = true;

        Did(boolean container) {
            this.container = container;
        }
    }

    private record Known(Rows.Replica file, TreeSet<String> rses, TreeSet<String> blocks) {}

    void apply(Event.DidAdded event) {
        dids.putIfAbsent(event.name(), new Did(event.container()));
    }

    void apply(Event.Attached event) {
        Did parent = need(event.parent());
        parent.children.addAll(event.children());
        if (!parent.container) {
            event.children().forEach(c -> knownFile(c).blocks().add(event.parent()));
        }
    }

    void apply(Event.BlockClosed event) {
        need(event.name()).open = false;
    }

    void apply(Event.ReplicasAdded event) {
        for (Rows.Replica file : event.files()) {
            files.computeIfAbsent(file.lfn(), l -> new Known(file, new TreeSet<>(), new TreeSet<>()))
                    .rses()
                    .add(event.rse());
        }
    }

    void apply(Event.RuleAdded event) {
        rules.put(event.rule().id(), event.rule());
    }

    void apply(Event.RuleExpires event) {
        rules.computeIfPresent(
                event.id(),
                (id, r) -> new Rows.Rule(
                        id,
                        r.did(),
                        r.account(),
                        r.rseExpression(),
                        r.copies(),
                        r.activity(),
                        r.comment(),
                        r.grouping(),
                        r.target(),
                        r.there(),
                        r.createdMillis(),
                        event.atMillis()));
    }

    Optional<Did> did(String name) {
        return Optional.ofNullable(dids.get(name));
    }

    List<Event> addDid(String name, boolean container) {
        if (container == name.contains("#")) {
            throw ServiceError.rucio(400, "InvalidObject", "Provided object does not match schema: " + name);
        }
        if (dids.containsKey(name)) {
            throw ServiceError.rucio(409, "DataIdentifierAlreadyExists", "Data Identifier already exists!");
        }
        return List.of(new Event.DidAdded(name, container));
    }

    List<Event> attach(String parent, List<String> children, boolean ignoreDuplicates) {
        Did did = need(parent);
        List<String> fresh = new ArrayList<>();
        for (String child : children) {
            boolean known = did.container ? dids.containsKey(child) : files.containsKey(child);
            if (!known) {
                throw missing(child);
            }
            if (!did.children.contains(child)) {
                fresh.add(child);
            } else if (!ignoreDuplicates) {
                throw ServiceError.rucio(
                        409, "DuplicateContent", "UNIQUE constraint failed: contents.scope, contents.name");
            }
        }
        if (!did.open) {
            throw ServiceError.rucio(409, "UnsupportedOperation", "Data identifier 'cms:" + parent + "' is closed");
        }
        return fresh.isEmpty() ? List.of() : List.of(new Event.Attached(parent, fresh));
    }

    List<Event> close(String name) {
        if (!need(name).open) {
            throw ServiceError.rucio(
                    409,
                    "UnsupportedOperation",
                    "The status of the data identifier 'cms:" + name + "' cannot be changed");
        }
        return List.of(new Event.BlockClosed(name));
    }

    /** A known file with another size is taken in silence, as the real server does. */
    List<Event> addReplicas(String rse, List<Rows.Replica> added) {
        if (!PretendedSites.known(rse)) {
            throw ServiceError.rucio(404, "RSENotFound", "RSE does not exist: " + rse);
        }
        for (Rows.Replica file : added) {
            if (!LFN.matcher(file.lfn()).matches()
                    || !ADLER32.matcher(file.adler32()).matches()) {
                throw ServiceError.rucio(500, "InvalidObject", "Provided object does not match schema: " + file);
            }
        }
        return List.of(new Event.ReplicasAdded(rse, added));
    }

    /** A file, if it has a replica. */
    Optional<Rows.Replica> file(String lfn) {
        return Optional.ofNullable(files.get(lfn)).map(Known::file);
    }

    /** Where a file is. */
    Set<String> rses(String lfn, long nowMillis) {
        Known known = knownFile(lfn);
        TreeSet<String> rses = new TreeSet<>(known.rses());
        for (Rows.Rule rule : rules.values()) {
            if (ok(rule, nowMillis) && covers(rule, known)) {
                rses.add(rule.target());
            }
        }
        return rses;
    }

    /** Number of a block's files at each RSE that has any. */
    SortedMap<String, Integer> filesByRse(String block, long nowMillis) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        Did did = dids.get(block);
        if (did != null && !did.container) {
            for (String lfn : did.children) {
                rses(lfn, nowMillis).forEach(rse -> counts.merge(rse, 1, Integer::sum));
            }
        }
        return counts;
    }

    /** All files of a container or block. */
    List<String> filesOf(String name) {
        Did did = need(name);
        if (!did.container) {
            return List.copyOf(did.children);
        }
        return did.children.stream().flatMap(c -> filesOf(c).stream()).toList();
    }

    List<Event> addRule(
            String id,
            String did,
            String account,
            String expression,
            String activity,
            String comment,
            String grouping,
            @Nullable Duration lifetime,
            long now) {
        List<String> covered = filesOf(did);
        if (!ACTIVITIES.contains(activity)) {
            throw ServiceError.rucio(
                    409, "InvalidObject", "Problem validating rule: '" + activity + "' is not one of " + ACTIVITIES);
        }
        Set<String> candidates = PretendedSites.matching(expression);
        for (Rows.Rule rule : rules.values()) {
            if (visible(rule, now)
                    && rule.did().equals(did)
                    && rule.account().equals(account)
                    && rule.rseExpression().equals(expression)) {
                throw ServiceError.rucio(409, "DuplicateRule", "UNIQUE constraint failed: rules.scope, rules.name");
            }
        }
        Optional<String> has = candidates.stream()
                .filter(c -> covered.stream().allMatch(f -> rses(f, now).contains(c)))
                .findFirst();
        String target = has.orElseGet(() -> candidates.iterator().next());
        return List.of(new Event.RuleAdded(new Rows.Rule(
                id,
                did,
                account,
                expression,
                1,
                activity,
                comment,
                grouping,
                target,
                has.isPresent(),
                now,
                lifetime == null ? null : (Long) (now + lifetime.toMillis()))));
    }

    List<Event> deleteRule(String id, long now) {
        rule(id, now);
        return List.of(new Event.RuleExpires(id, now + DELETION.toMillis()));
    }

    Rows.Rule rule(String id, long now) {
        Rows.Rule rule = rules.get(id);
        if (rule == null || !visible(rule, now)) {
            throw ServiceError.rucio(404, "RuleNotFound", "No rule with the id " + id + " found");
        }
        return rule;
    }

    List<Rows.Rule> rulesOf(String did, long now) {
        need(did);
        return rules.values().stream()
                .filter(r -> visible(r, now) && r.did().equals(did))
                .toList();
    }

    boolean ok(Rows.Rule rule, long now) {
        return rule.there() || now >= rule.createdMillis() + ruleDelay.toMillis();
    }

    private static boolean visible(Rows.Rule rule, long now) {
        return rule.expiresMillis() == null || now < rule.expiresMillis();
    }

    private boolean covers(Rows.Rule rule, Known file) {
        if (file.blocks().contains(rule.did())) {
            return true;
        }
        Did container = dids.get(rule.did());
        return container != null
                && container.container
                && file.blocks().stream().anyMatch(container.children::contains);
    }

    private Did need(String name) {
        Did did = dids.get(name);
        if (did == null) {
            throw missing(name);
        }
        return did;
    }

    private Known knownFile(String lfn) {
        Known known = files.get(lfn);
        if (known == null) {
            throw missing(lfn);
        }
        return known;
    }

    private static ServiceError missing(String name) {
        return ServiceError.rucio(404, "DataIdentifierNotFound", "Data identifier 'cms:" + name + "' not found");
    }
}
