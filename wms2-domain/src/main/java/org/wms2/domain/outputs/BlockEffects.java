package org.wms2.domain.outputs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.Ports;
import org.wms2.ports.cms.BlockInjection;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.cms.Rule;
import org.wms2.ports.cms.RuleRequest;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RuleId;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.Workflow;

/**
 * Carries a block one step further in DBS and Rucio. Each call is looked up by its natural key first; what comes back
 * are the changes that record the outcome.
 */
public final class BlockEffects {
    /** Rucio's activity of both rules (contracts/cms.md 4.3). */
    private static final String ACTIVITY = "Production Output";

    /** How long a forgotten source rule keeps the files. */
    private static final Duration SOURCE_LIFETIME = Duration.ofDays(30);

    private final Ports ports;
    private final DomainSettings settings;

    public BlockEffects(Ports ports, DomainSettings settings) {
        this.ports = ports;
        this.settings = settings;
    }

    /** Injects a closed block, once the blocks of its parents are in DBS; drops it if they will never be. */
    public List<Change> inject(OutputBlock block, Workflow workflow, Instant now) {
        List<BlockName> missing = ports.stores().outputs().parentsNotInDbs(block.name());
        Optional<BlockName> lost = missing.isEmpty() ? Optional.empty() : lost(block, missing);
        if (lost.isPresent()) {
            String why = "dropped, " + block.files() + " files to be cleaned: its parents' block " + lost.get()
                    + " never got to DBS";
            return done(block, Blocks.dropped(block, why, now), IntentAction.INJECT_BLOCK);
        }
        if (!missing.isEmpty()) {
            return wait(block, "its parents' block " + missing.getFirst() + " is not in DBS yet", now);
        }
        List<OutputFile> files = files(block);
        List<DbsFile> there = ports.dbs().injected(block.name());
        if (there.isEmpty()) {
            ports.dbs().inject(new BlockInjection(block.name(), block.rse(), module(workflow, block), files, now));
        } else {
            requireSame(block, files, there);
        }
        return done(block, Blocks.moved(block, BlockStatus.DBS_REGISTERED, now), IntentAction.INJECT_BLOCK);
    }

    /** Of a final request, which releases nothing any more: the first parents' block that was dropped or has failed. */
    private Optional<BlockName> lost(OutputBlock block, List<BlockName> missing) {
        boolean ended = ports.stores()
                .requests()
                .find(block.request())
                .filter(r -> r.status().isFinal())
                .isPresent();
        return ports.stores().outputs().blocks(block.request()).stream()
                .filter(b -> ended && (b.status() == BlockStatus.INVALIDATED || b.status() == BlockStatus.FAILED))
                .map(OutputBlock::name)
                .filter(missing::contains)
                .findFirst();
    }

    /** Declares the replicas where they are, and a rule that keeps them there. */
    public List<Change> protectSource(OutputBlock block, Instant now) {
        ports.rucio().ensureBlock(block.dataset(), block.name());
        ports.rucio().ensureReplicas(block.rse(), block.name(), files(block));
        ports.rucio().closeBlock(block.name());
        // Made where they are to stay, they have one rule for both: it must not end.
        boolean stays = block.rse().value().equals(settings.destinationRse());
        RuleId rule = rule(block, block.rse().value(), stays ? null : SOURCE_LIFETIME);
        OutputBlock after = Blocks.moved(block, BlockStatus.SOURCE_PROTECTED, rule, null, now);
        return done(block, after, IntentAction.ADD_SOURCE_RULE);
    }

    /** Asks for the destination rule. */
    public List<Change> requestTransfer(OutputBlock block, Instant now) {
        RuleId rule = rule(block, settings.destinationRse(), null);
        OutputBlock after = Blocks.moved(block, BlockStatus.TRANSFERS_REQUESTED, block.sourceRule(), rule, now);
        return done(block, after, IntentAction.ADD_DESTINATION_RULE);
    }

    /** Looks at the destination rule: transferring, transferred, or still on its way. */
    public List<Change> follow(OutputBlock block, Instant now) {
        RuleId id = block.destinationRule();
        Optional<Rule> rule = id == null ? Optional.empty() : ports.rucio().rule(id);
        if (rule.isEmpty()) {
            throw new ServiceRefusedException(
                    "Rucio", "the destination rule " + id + " of " + block.name() + " is gone: somebody deleted it");
        }
        if (block.status() == BlockStatus.TRANSFERS_REQUESTED) {
            return update(block, Blocks.moved(block, BlockStatus.TRANSFERRING, now));
        }
        return switch (rule.get().state()) {
            case OK -> update(block, Blocks.moved(block, BlockStatus.TRANSFERRED, now));
            case REPLICATING, INJECT -> wait(block, "transfer: " + progress(rule.get()), now);
            case STUCK, SUSPENDED, WAITING_APPROVAL ->
                wait(
                        block,
                        "rule " + id + " is " + rule.get().state() + ": "
                                + rule.get().error(),
                        now);
        };
    }

    /** Deletes the source rule, unless it is the destination rule as well. */
    public List<Change> releaseSource(OutputBlock block, Instant now) {
        RuleId source = block.sourceRule();
        if (source != null && !source.equals(block.destinationRule())) {
            ports.rucio().deleteRule(source);
        }
        OutputBlock after = Blocks.moved(block, BlockStatus.SOURCE_RELEASED, null, block.destinationRule(), now);
        return done(block, after, IntentAction.DELETE_SOURCE_RULE);
    }

    /** The block where it is, to be looked at again after the poll interval. */
    private List<Change> wait(OutputBlock block, String reason, Instant now) {
        Instant nextLook = now.plus(settings.pollInterval());
        return update(block, Blocks.waiting(block, reason, block.retries(), nextLook));
    }

    private RuleId rule(OutputBlock block, String expression, @Nullable Duration lifetime) {
        return ports.rucio()
                .findRule(block.name(), expression)
                .map(Rule::id)
                .orElseGet(() -> ports.rucio()
                        .addRule(new RuleRequest(
                                block.name(), expression, ACTIVITY, lifetime, "WMS2 " + block.request())));
    }

    private List<OutputFile> files(OutputBlock block) {
        return ports.stores().outputs().files(block.name()).stream()
                .map(RegisteredFile::file)
                .toList();
    }

    private static OutputModule module(Workflow workflow, OutputBlock block) {
        return workflow.keptOutputs().stream()
                .filter(o -> o.dataset().equals(block.dataset()))
                .findFirst()
                .orElseThrow(() -> new ServiceRefusedException(
                        "WMS2", "block " + block.name() + " is of no output dataset of " + block.request()));
    }

    private static void requireSame(OutputBlock block, List<OutputFile> ours, List<DbsFile> theirs) {
        Set<Lfn> expected = new TreeSet<>(ours.stream().map(OutputFile::lfn).toList());
        Set<Lfn> found = new TreeSet<>(theirs.stream().map(DbsFile::lfn).toList());
        if (!expected.equals(found)) {
            throw new ServiceRefusedException(
                    "DBS",
                    "block " + block.name() + " is there with other files: expected " + expected.size() + ", found "
                            + found.size());
        }
    }

    private static String progress(Rule rule) {
        return rule.locksOk() + " of " + (rule.locksOk() + rule.locksNotOk()) + " files are there";
    }

    private static List<Change> update(OutputBlock before, OutputBlock after) {
        return List.of(new Change.UpdateBlock(after, before.status()));
    }

    private static List<Change> done(OutputBlock before, OutputBlock after, IntentAction action) {
        List<Change> changes = new ArrayList<>(update(before, after));
        changes.add(new Change.EndIntent(SubjectKind.BLOCK, before.name().value(), action));
        return changes;
    }
}
