package org.wms2.cms.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.cms.Rule;
import org.wms2.ports.cms.RuleRequest;
import org.wms2.ports.cms.RuleState;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.RuleId;
import org.wms2.ports.output.OutputFile;

/** Rucio's port on the pretended CMS. */
record InMemoryRucio(SimulatedCms cms) implements Rucio {

    private static final String SERVICE = "Rucio";
    /** As the HTTP adapter: a rule that ends this soon is being deleted. */
    private static final Duration DELETION = Duration.ofMinutes(65);

    @Override
    public Map<BlockName, SortedSet<RseName>> replicas(Collection<BlockName> blocks) {
        TreeMap<BlockName, SortedSet<RseName>> found = new TreeMap<>();
        for (BlockName block : blocks) {
            TreeSet<RseName> complete = new TreeSet<>();
            int files = cms.rucio(
                    r -> r.did(block.value()).map(d -> d.children.size()).orElse(0));
            cms.rucio(r -> r.filesByRse(block.value(), cms.now())).forEach((rse, count) -> {
                if (count == files) {
                    complete.add(new RseName(rse));
                }
            });
            found.put(block, complete);
        }
        return found;
    }

    @Override
    public void ensureBlock(DatasetName dataset, BlockName block) {
        ensure(r -> r.addDid(dataset.value(), true), "DataIdentifierAlreadyExists");
        ensure(r -> r.addDid(block.value(), false), "DataIdentifierAlreadyExists");
        ensure(r -> r.attach(dataset.value(), List.of(block.value()), false), "DuplicateContent");
    }

    @Override
    public void ensureReplicas(RseName rse, BlockName block, List<OutputFile> files) {
        for (OutputFile file : files) {
            cms.rucio(r -> r.file(file.lfn().value())).ifPresent(known -> {
                if (known.bytes() != file.bytes()) {
                    throw new ServiceRefusedException(
                            SERVICE,
                            "file " + file.lfn() + " has " + known.bytes() + " bytes there, " + file.bytes() + " here");
                }
            });
        }
        List<Rows.Replica> replicas = files.stream()
                .map(f -> new Rows.Replica(f.lfn().value(), f.bytes(), f.adler32()))
                .toList();
        ensure(r -> r.addReplicas(rse.value(), replicas), "");
        Set<String> attached = cms.rucio(
                r -> r.did(block.value()).map(d -> Set.copyOf(d.children)).orElse(Set.of()));
        List<String> missing = files.stream()
                .map(f -> f.lfn().value())
                .filter(l -> !attached.contains(l))
                .toList();
        if (!missing.isEmpty()) {
            ensure(r -> r.attach(block.value(), missing, false), "");
        }
    }

    @Override
    public void closeBlock(BlockName block) {
        ensure(r -> r.close(block.value()), "UnsupportedOperation");
    }

    @Override
    public Optional<Rule> findRule(BlockName block, String rseExpression) {
        if (cms.rucio(r -> r.did(block.value())).isEmpty()) {
            return Optional.empty();
        }
        return cms.rucio(r -> r.rulesOf(block.value(), cms.now())).stream()
                .filter(r -> r.account().equals(SimulatedCms.RUCIO_ACCOUNT))
                .filter(r -> r.rseExpression().equals(rseExpression) && r.copies() == 1)
                .filter(r -> !beingDeleted(r))
                .map(this::rule)
                .findFirst();
    }

    @Override
    public RuleId addRule(RuleRequest request) {
        String id = UUID.randomUUID().toString().replace("-", "");
        boolean made = ensure(
                r -> r.addRule(
                        id,
                        request.block().value(),
                        SimulatedCms.RUCIO_ACCOUNT,
                        request.rseExpression(),
                        request.activity(),
                        request.comment(),
                        "DATASET",
                        request.lifetime(),
                        cms.now()),
                "DuplicateRule");
        return made
                ? new RuleId(id)
                : findRule(request.block(), request.rseExpression())
                        .map(Rule::id)
                        .orElseThrow(() -> new ServiceUnavailableException(
                                SERVICE, "such a rule of " + request.block() + " is being deleted"));
    }

    @Override
    public Optional<Rule> rule(RuleId id) {
        try {
            Rows.Rule row = cms.rucio(r -> r.rule(id.value(), cms.now()));
            return beingDeleted(row) ? Optional.empty() : Optional.of(rule(row));
        } catch (ServiceError e) {
            return Optional.empty();
        }
    }

    @Override
    public void deleteRule(RuleId id) {
        ensure(r -> r.deleteRule(id.value(), cms.now()), "RuleNotFound");
    }

    /** Whether it was done; false if it was refused in the way that the caller expects. */
    private boolean ensure(Function<RucioState, List<Event>> change, String expected) {
        try {
            cms.changeRucio(change);
            return true;
        } catch (ServiceError e) {
            if (e.kind().equals(expected)) {
                return false;
            }
            throw new ServiceRefusedException(SERVICE, e.kind() + ": " + e.text());
        }
    }

    private boolean beingDeleted(Rows.Rule rule) {
        Long expires = rule.expiresMillis();
        return expires != null
                && Instant.ofEpochMilli(expires).isBefore(cms.clock().instant().plus(DELETION));
    }

    private Rule rule(Rows.Rule row) {
        boolean ok = cms.rucio(r -> r.ok(row, cms.now()));
        int files = cms.rucio(r -> r.filesOf(row.did())).size();
        return new Rule(
                new RuleId(row.id()),
                ok ? RuleState.OK : RuleState.REPLICATING,
                row.rseExpression(),
                ok ? files : 0,
                ok ? 0 : files,
                "");
    }
}
