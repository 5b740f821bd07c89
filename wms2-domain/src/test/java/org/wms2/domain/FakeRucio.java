package org.wms2.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.RuleId;
import org.wms2.ports.output.OutputFile;

/** Rucio in memory: a rule is OK a minute after it was asked for. */
public final class FakeRucio implements Rucio {
    private static final Duration TRANSFER = Duration.ofMinutes(1);

    private record Asked(RuleRequest request, Instant at) {}

    private final Trouble trouble;
    private final InstantSource clock;
    private final Map<BlockName, SortedSet<RseName>> replicas = new TreeMap<>();
    private final Map<RuleId, Asked> rules = new HashMap<>();
    private final List<RuleRequest> everAsked = new ArrayList<>();
    private RuleState stuck = RuleState.OK;

    FakeRucio(Trouble trouble, InstantSource clock) {
        this.trouble = trouble;
        this.clock = clock;
    }

    /** Puts a block at RSEs. */
    public void put(BlockName block, String... rses) {
        for (String rse : rses) {
            replicas.computeIfAbsent(block, b -> new TreeSet<>()).add(new RseName(rse));
        }
    }

    /** Takes everything away from an RSE. */
    public void takeAway(String rse) {
        replicas.values().forEach(rses -> rses.remove(new RseName(rse)));
    }

    /** Rules end in this state instead of OK. */
    public void rulesEndIn(RuleState state) {
        stuck = state;
    }

    /** Every rule that was ever asked for. */
    public List<RuleRequest> everAsked() {
        return everAsked;
    }

    /** Forgets all rules, as if somebody had deleted them. */
    public void forgetRules() {
        rules.clear();
    }

    /** RSE expressions of the rules that are there now. */
    public List<String> rulesNow() {
        return rules.values().stream().map(a -> a.request().rseExpression()).toList();
    }

    @Override
    public Map<BlockName, SortedSet<RseName>> replicas(Collection<BlockName> blocks) {
        trouble.before("Rucio");
        Map<BlockName, SortedSet<RseName>> found = new TreeMap<>();
        blocks.forEach(b -> found.put(b, replicas.getOrDefault(b, new TreeSet<>())));
        return found;
    }

    @Override
    public void ensureBlock(DatasetName dataset, BlockName block) {
        trouble.before("Rucio");
    }

    @Override
    public void ensureReplicas(RseName rse, BlockName block, List<OutputFile> files) {
        trouble.before("Rucio");
        put(block, rse.value());
    }

    @Override
    public void closeBlock(BlockName block) {
        trouble.before("Rucio");
    }

    @Override
    public Optional<Rule> findRule(BlockName block, String rseExpression) {
        trouble.before("Rucio");
        return rules.entrySet().stream()
                .filter(e -> e.getValue().request().block().equals(block)
                        && e.getValue().request().rseExpression().equals(rseExpression))
                .map(e -> view(e.getKey(), e.getValue()))
                .findFirst();
    }

    @Override
    public RuleId addRule(RuleRequest request) {
        trouble.before("Rucio");
        everAsked.add(request);
        RuleId id = new RuleId(String.format("%032x", everAsked.size()));
        rules.put(id, new Asked(request, clock.instant()));
        trouble.after("Rucio");
        return id;
    }

    @Override
    public Optional<Rule> rule(RuleId id) {
        trouble.before("Rucio");
        return Optional.ofNullable(rules.get(id)).map(a -> view(id, a));
    }

    @Override
    public void deleteRule(RuleId id) {
        trouble.before("Rucio");
        rules.remove(id);
    }

    private Rule view(RuleId id, Asked asked) {
        boolean arrived = !clock.instant().isBefore(asked.at().plus(TRANSFER));
        RuleState state = arrived ? stuck : RuleState.REPLICATING;
        return new Rule(id, state, asked.request().rseExpression(), arrived ? 1 : 0, arrived ? 0 : 1, "");
    }
}
