package org.wms2.domain.splitting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.LumiMask;

/**
 * Good lumi sections of files, in the order of {@link LumiOrder}, in a file by run and section. With lumi correction a
 * section that an earlier file of the block has, has no position of its own.
 */
final class LumiUnits implements InputUnits {
    private final MaskIndex index;
    private final boolean correctLumis;

    LumiUnits(LumiMask mask, List<Integer> runWhitelist, boolean correctLumis) {
        this.index = new MaskIndex(mask, runWhitelist);
        this.correctLumis = correctLumis;
    }

    @Override
    public long positions(List<InputFile> files) {
        LumiWalk walk = walk(files, 0);
        while (walk.nextFile()) {
            passFile(walk);
        }
        return walk.after();
    }

    /** A file that is left out for several reasons is counted for the first of: mask, run list, repeated. */
    @Override
    public List<Exclusion> exclusions(BlockName block, List<InputFile> files) {
        LeftOut out = new LeftOut();
        GoodLumis good = new GoodLumis(index);
        LumiRanges ranges = new LumiRanges();
        LumiWalk walk = walk(files, 0);
        while (walk.nextFile()) {
            InputFile file = walk.file();
            long before = walk.after();
            long repeated = passFile(walk);
            out.lumis(ExclusionReason.DUPLICATE, repeated);
            long masked = 0;
            long unlisted = 0;
            for (RunLumis run : file.runs()) {
                ranges.set(run.lumis());
                long refused = ranges.size();
                if (good.accepts(run.run())) {
                    good.fill(run, ranges);
                    refused -= ranges.size();
                }
                if (good.reason(run.run()) == ExclusionReason.MASK) {
                    masked += refused;
                } else {
                    unlisted += refused;
                }
            }
            out.lumis(ExclusionReason.MASK, masked);
            out.lumis(ExclusionReason.RUN_LIST, unlisted);
            if (walk.after() == before) {
                out.file(first(masked, unlisted, repeated), file);
            }
        }
        return out.of(block);
    }

    private static ExclusionReason first(long masked, long unlisted, long repeated) {
        if (masked > 0) {
            return ExclusionReason.MASK;
        }
        if (unlisted > 0) {
            return ExclusionReason.RUN_LIST;
        }
        return repeated > 0 ? ExclusionReason.DUPLICATE : ExclusionReason.NO_LUMIS;
    }

    @Override
    public Map<Long, List<Span>> positionsByFile(InputBlock block) {
        Map<Long, List<Span>> positions = new HashMap<>();
        LumiWalk walk = walk(block.files(), block.firstPosition());
        while (walk.nextFile()) {
            long before = walk.after();
            passFile(walk);
            if (walk.after() > before) {
                positions.put(walk.file().ordinal(), List.of(new Span(before, walk.after())));
            }
        }
        return positions;
    }

    @Override
    public OptionalLong positionOf(InputBlock block, InputFile file, int run, long lumi) {
        LumiWalk walk = walk(block.files(), block.firstPosition());
        while (walk.nextFile()) {
            boolean here = walk.file().ordinal() == file.ordinal();
            while (walk.nextRun()) {
                if (here && walk.run() == run) {
                    return at(walk, lumi);
                }
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong at(LumiWalk walk, long lumi) {
        long position = walk.position();
        LumiRanges ranges = walk.ranges();
        for (int i = 0; i < ranges.count(); i++) {
            if (ranges.first(i) <= lumi && lumi <= ranges.last(i)) {
                return OptionalLong.of(position + lumi - ranges.first(i));
            }
            position += ranges.last(i) - ranges.first(i) + 1;
        }
        return OptionalLong.empty();
    }

    private LumiWalk walk(List<InputFile> files, long position) {
        return new LumiWalk(LumiOrder.of(files), new GoodLumis(index), correctLumis, position);
    }

    /** Goes through the runs of a file; how many lumi sections of it are repeated. */
    private static long passFile(LumiWalk walk) {
        long repeated = 0;
        while (walk.nextRun()) {
            repeated += walk.repeated();
        }
        return repeated;
    }
}
