package org.wms2.server.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.cms.Rule;
import org.wms2.ports.cms.RuleRequest;
import org.wms2.ports.cms.RuleState;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.RuleId;
import org.wms2.ports.output.OutputFile;

/** Rucio: a rule takes hours, some are stuck for a while; a second one with the same key is the first. */
final class SimulatedRucio implements Rucio {
    private record Kept(RuleRequest request, Instant stuckFrom, Instant stuckUntil, Instant ok) {}

    private final VirtualTime time;
    private final Chance chance;
    private final Duration longest;
    private final Flaw flaw;
    private final Map<BlockName, SortedSet<RseName>> replicas = new HashMap<>();
    private final TreeMap<RuleId, Kept> rules;
    private final Map<BlockName, Map<String, RuleId>> byKey = new HashMap<>();
    private long asked;

    /** No transfer takes longer than that. */
    SimulatedRucio(VirtualTime time, Chance chance, Duration longest, Flaw flaw) {
        this.time = time;
        this.chance = chance;
        this.longest = longest;
        this.flaw = flaw;
        this.rules = new TreeMap<>(java.util.Comparator.comparing(RuleId::value));
    }

    void put(BlockName block, RseName rse) {
        replicas.computeIfAbsent(block, b -> new TreeSet<>()).add(rse);
    }

    /** Whether a rule that lasts keeps the block. */
    boolean isKept(BlockName block) {
        return byKey.getOrDefault(block, Map.of()).values().stream()
                .map(rules::get)
                .anyMatch(r -> r != null && r.request().lifetime() == null);
    }

    @Override
    public Map<BlockName, SortedSet<RseName>> replicas(Collection<BlockName> blocks) {
        Map<BlockName, SortedSet<RseName>> found = new TreeMap<>();
        blocks.forEach(b -> found.put(b, replicas.getOrDefault(b, new TreeSet<>())));
        return found;
    }

    @Override
    public void ensureBlock(DatasetName dataset, BlockName block) {
        replicas.computeIfAbsent(block, b -> new TreeSet<>());
    }

    @Override
    public void ensureReplicas(RseName rse, BlockName block, List<OutputFile> files) {
        if (!replicas.containsKey(block)) {
            throw new ServiceRefusedException("Rucio", "there is no dataset " + block);
        }
        put(block, rse);
    }

    @Override
    public void closeBlock(BlockName block) {}

    @Override
    public Optional<Rule> findRule(BlockName block, String rseExpression) {
        return Optional.ofNullable(byKey.getOrDefault(block, Map.of()).get(rseExpression))
                .flatMap(this::rule);
    }

    @Override
    public RuleId addRule(RuleRequest request) {
        Map<String, RuleId> ofBlock = byKey.computeIfAbsent(request.block(), b -> new HashMap<>());
        RuleId there = ofBlock.get(request.rseExpression());
        if (there != null) {
            return there;
        }
        String hex = Long.toHexString(++asked);
        RuleId id = new RuleId("0".repeat(32 - hex.length()) + hex);
        Instant now = time.instant();
        boolean here = replicas.getOrDefault(request.block(), new TreeSet<>()).stream()
                .anyMatch(r -> r.value().equals(request.rseExpression()));
        Instant ok = now.plus(here ? Duration.ofMinutes(1) : chance.between(Duration.ofMinutes(5), longest));
        Instant stuck = chance.happens(0.1) && !here ? now.plus(Duration.ofMinutes(20)) : ok;
        rules.put(id, new Kept(request, stuck, ok, ok));
        ofBlock.put(request.rseExpression(), id);
        return id;
    }

    @Override
    public Optional<Rule> rule(RuleId id) {
        return Optional.ofNullable(rules.get(id)).map(kept -> view(id, kept));
    }

    @Override
    public void deleteRule(RuleId id) {
        Kept kept = rules.remove(id);
        if (kept != null) {
            byKey.getOrDefault(kept.request().block(), new HashMap<>())
                    .remove(kept.request().rseExpression());
        }
    }

    private Rule view(RuleId id, Kept kept) {
        Instant now = time.instant();
        boolean ok = !now.isBefore(kept.ok()) && flaw != Flaw.NEVER_TRANSFERRED;
        boolean stuck = !now.isBefore(kept.stuckFrom()) && now.isBefore(kept.stuckUntil());
        RuleState state = ok ? RuleState.OK : stuck ? RuleState.STUCK : RuleState.REPLICATING;
        return new Rule(
                id, state, kept.request().rseExpression(), ok ? 1 : 0, ok ? 0 : 1, stuck ? "no space left" : "");
    }
}
