package org.wms2.domain.outputs;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.lifecycle.Decision;
import org.wms2.domain.lifecycle.Effect;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.workflow.BlockLimits;

/** Decides the next step of the blocks of one request (docs/states.md): one block, one step at a time. */
public final class BlockPipeline {
    private BlockPipeline() {}

    /**
     * The next thing to do for any block that is due.
     *
     * @param dagLive whether files may still come
     * @return empty if no block is due
     */
    public static Optional<Decision> next(List<OutputBlock> blocks, BlockLimits limits, boolean dagLive, Instant now) {
        return blocks.stream()
                .filter(b -> b.status() == BlockStatus.OPEN
                        ? !dagLive || !b.openedAt().plus(limits.maxAge()).isAfter(now)
                        : !b.nextLook().isAfter(now))
                .sorted(Comparator.comparing(OutputBlock::nextLook).thenComparing(OutputBlock::name))
                .map(b -> step(b, now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** When the earliest block that waits is to be looked at. */
    public static Optional<Instant> nextLook(List<OutputBlock> blocks) {
        return blocks.stream()
                .filter(b ->
                        b.status().compareTo(BlockStatus.OPEN) > 0 && b.status().compareTo(BlockStatus.ANNOUNCED) < 0)
                .map(OutputBlock::nextLook)
                .min(Comparator.naturalOrder());
    }

    /** Whether nothing is left to do for any block. */
    public static boolean allAnnounced(List<OutputBlock> blocks) {
        return blocks.stream().allMatch(b -> b.status() == BlockStatus.ANNOUNCED);
    }

    private static Optional<Decision> step(OutputBlock block, Instant now) {
        return switch (block.status()) {
            case OPEN -> Optional.of(apply(Blocks.moved(block, BlockStatus.PENDING, now), BlockStatus.OPEN));
            case PENDING -> Optional.of(act(block, IntentAction.INJECT_BLOCK, new Effect.InjectBlock(block), now));
            case DBS_REGISTERED ->
                Optional.of(act(block, IntentAction.ADD_SOURCE_RULE, new Effect.ProtectSource(block), now));
            case SOURCE_PROTECTED ->
                Optional.of(act(block, IntentAction.ADD_DESTINATION_RULE, new Effect.RequestTransfer(block), now));
            case TRANSFERS_REQUESTED, TRANSFERRING ->
                Optional.of(new Decision.Act(
                        List.of(), new Effect.FollowTransfer(block), "look at the transfer of " + block.name()));
            case TRANSFERRED ->
                Optional.of(act(block, IntentAction.DELETE_SOURCE_RULE, new Effect.ReleaseSource(block), now));
            case SOURCE_RELEASED ->
                Optional.of(apply(Blocks.moved(block, BlockStatus.ANNOUNCED, now), BlockStatus.SOURCE_RELEASED));
            case ANNOUNCED, INVALIDATED, FAILED -> Optional.empty();
        };
    }

    private static Decision apply(OutputBlock after, BlockStatus from) {
        return new Decision.Apply(
                List.of(new Change.UpdateBlock(after, from)),
                "block " + after.name() + " is " + after.status().word());
    }

    private static Decision act(OutputBlock block, IntentAction action, Effect effect, Instant now) {
        Intent intent = new Intent(SubjectKind.BLOCK, block.name().value(), action, now);
        return new Decision.Act(
                List.of(new Change.PutIntent(intent)), effect, action.word().replace('_', ' ') + " " + block.name());
    }
}
