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
import org.wms2.ports.ledger.Span;

/** Events of files, in order of LFN. Nothing is left out. Where in a file a lumi section is, is not known. */
record EventUnits() implements InputUnits {
    @Override
    public long positions(List<InputFile> files) {
        return files.stream().mapToLong(EventBased::units).sum();
    }

    @Override
    public List<Exclusion> exclusions(BlockName block, List<InputFile> files) {
        return List.of();
    }

    @Override
    public Map<Long, List<Span>> positionsByFile(InputBlock block) {
        Map<Long, List<Span>> positions = new HashMap<>();
        long position = block.firstPosition();
        for (InputFile each : block.files()) {
            long end = position + EventBased.units(each);
            positions.put(each.ordinal(), List.of(new Span(position, end)));
            position = end;
        }
        return positions;
    }

    /** The position of the first event of the file, if it has the lumi section. */
    @Override
    public OptionalLong positionOf(InputBlock block, InputFile file, int run, long lumi) {
        for (RunLumis has : file.runs()) {
            if (has.run() == run && LumiRanges.of(has.lumis()).contains(lumi)) {
                return OptionalLong.of(positionsOf(block, file).getFirst().first());
            }
        }
        return OptionalLong.empty();
    }
}
