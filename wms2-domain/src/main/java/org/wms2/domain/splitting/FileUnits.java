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

/** Whole files, in order of LFN; with a mask, those that have a good lumi section. */
final class FileUnits implements InputUnits {
    private final LumiMask mask;
    private final MaskIndex index;

    FileUnits(LumiMask mask) {
        this.mask = mask;
        this.index = new MaskIndex(mask, List.of());
    }

    @Override
    public long positions(List<InputFile> files) {
        Good good = new Good(index);
        return files.stream().filter(good::has).count();
    }

    @Override
    public List<Exclusion> exclusions(BlockName block, List<InputFile> files) {
        LeftOut out = new LeftOut();
        Good good = new Good(index);
        LumiRanges ranges = new LumiRanges();
        for (InputFile file : files) {
            if (!good.has(file)) {
                out.file(file.lumis() == 0 ? ExclusionReason.NO_LUMIS : ExclusionReason.MASK, file);
            }
            if (good.lumis.masked()) {
                long lumis = Averages.lumis(file, ranges);
                out.lumis(ExclusionReason.MASK, lumis - good.lumis.count(file, ranges));
            }
        }
        return out.of(block);
    }

    @Override
    public Map<Long, List<Span>> positionsByFile(InputBlock block) {
        Map<Long, List<Span>> positions = new HashMap<>();
        Good good = new Good(index);
        long position = block.firstPosition();
        for (InputFile each : block.files()) {
            if (good.has(each)) {
                positions.put(each.ordinal(), List.of(new Span(position, position + 1)));
                position++;
            }
        }
        return positions;
    }

    /** The position of the file, if it has the lumi section and the section is good. */
    @Override
    public OptionalLong positionOf(InputBlock block, InputFile file, int run, long lumi) {
        for (RunLumis has : file.runs()) {
            if (has.run() == run && LumiRanges.of(has.lumis()).contains(lumi) && mask.accepts(run, lumi)) {
                List<Span> spans = positionsOf(block, file);
                return spans.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(spans.getFirst().first());
            }
        }
        return OptionalLong.empty();
    }

    private static final class Good {
        private final GoodLumis lumis;
        private final LumiRanges ranges = new LumiRanges();

        Good(MaskIndex index) {
            lumis = new GoodLumis(index);
        }

        boolean has(InputFile file) {
            return !lumis.masked() || lumis.some(file, ranges);
        }
    }
}
