package org.wms2.domain.why;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.Cause;

/** What output blocks wait for: the failed one, else the one tried most often in vain, else the one longest on its way. */
final class WhyOutputs {
    private static final int NAMED = 3;

    private WhyOutputs() {}

    /** Of a request that waits for its outputs. */
    static Blockage of(Look look) {
        Optional<OutputBlock> worst = worst(look.state().blocks());
        if (worst.isEmpty()) {
            return look.row(
                    List.of(), Remedy.of(look.request().cause(), look.name().value()));
        }
        OutputBlock block = worst.get();
        Cause cause = block.retries() > 0 ? silent(block, look.request().cause()) : Cause.OUTPUTS;
        return look.answer(
                cause,
                owner(block),
                "block " + block.name() + " is " + block.status().word()
                        + (block.reason().isEmpty() ? "" : ": " + block.reason()),
                evidence(look.state().blocks()),
                block.statusSince(),
                block.nextLook(),
                command(block, cause, look));
    }

    /** Lines about the blocks that are not announced yet; empty if there are none. */
    static List<String> evidence(List<OutputBlock> blocks) {
        List<OutputBlock> waiting = open(blocks);
        List<String> lines = new ArrayList<>();
        if (!waiting.isEmpty()) {
            lines.add(waiting.size() + " of " + blocks.size() + " blocks are not announced");
        }
        waiting.stream()
                .filter(b -> b.retries() > 0 || b.status() == BlockStatus.FAILED)
                .limit(NAMED)
                .forEach(b -> lines.add("block " + b.name() + ", " + b.status().word() + " since " + b.statusSince()
                        + ", tried in vain " + b.retries() + " times: " + b.reason()));
        return lines;
    }

    /** The one to tell of; empty if all are announced. */
    static Optional<OutputBlock> worst(List<OutputBlock> blocks) {
        return open(blocks).stream().findFirst();
    }

    private static List<OutputBlock> open(List<OutputBlock> blocks) {
        return blocks.stream()
                .filter(b -> b.status() != BlockStatus.ANNOUNCED && b.status() != BlockStatus.INVALIDATED)
                .sorted(Comparator.comparing((OutputBlock b) -> b.status() != BlockStatus.FAILED)
                        .thenComparing(
                                Comparator.comparingInt(OutputBlock::retries).reversed())
                        .thenComparing(OutputBlock::statusSince))
                .toList();
    }

    /** Which service does not answer: an error's words begin with its service. */
    private static Cause silent(OutputBlock block, Cause row) {
        if (block.reason().startsWith("DBS:")) {
            return Cause.DBS_SILENT;
        }
        return block.reason().startsWith("Rucio:") ? Cause.RUCIO_SILENT : row;
    }

    /** Who has the block: whose words its reason is, else whose step is next. */
    static Cause.Owner owner(OutputBlock block) {
        if (block.reason().startsWith("DBS:")) {
            return Cause.Owner.DBS;
        }
        if (block.reason().startsWith("Rucio:")) {
            return Cause.Owner.RUCIO;
        }
        return switch (block.status()) {
            case PENDING, SOURCE_RELEASED -> Cause.Owner.DBS;
            case DBS_REGISTERED, SOURCE_PROTECTED, TRANSFERS_REQUESTED, TRANSFERRING, TRANSFERRED -> Cause.Owner.RUCIO;
            case OPEN, ANNOUNCED, INVALIDATED, FAILED -> Cause.Owner.OURSELVES;
        };
    }

    private static String command(OutputBlock block, Cause cause, Look look) {
        if (block.status() == BlockStatus.FAILED) {
            return Remedy.of(Cause.REFUSED, look.name().value());
        }
        return Remedy.of(cause, look.name().value());
    }
}
