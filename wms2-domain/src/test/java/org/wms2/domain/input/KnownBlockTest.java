package org.wms2.domain.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.Span;

/** A block of many files is walked through once. */
class KnownBlockTest {
    private int walks;

    private final InputUnits units = new InputUnits() {
        @Override
        public long positions(List<InputFile> files) {
            return files.size();
        }

        @Override
        public List<Exclusion> exclusions(BlockName block, List<InputFile> files) {
            return List.of();
        }

        @Override
        public Map<Long, List<Span>> positionsByFile(InputBlock block) {
            walks++;
            Map<Long, List<Span>> positions = new HashMap<>();
            block.files().forEach(f -> positions.put(f.ordinal(), List.of(new Span(f.ordinal(), f.ordinal() + 1))));
            return positions;
        }

        @Override
        public OptionalLong positionOf(InputBlock block, InputFile file, int run, long lumi) {
            return OptionalLong.empty();
        }
    };

    @Test
    void what_is_gone_of_a_part_is_found_in_one_walk_through_its_files() {
        List<InputFile> files = new ArrayList<>();
        for (long i = 0; i < 50; i++) {
            files.add(new InputFile(i, new Lfn("/store/data/Run/Data/RAW/v1/" + (100 + i) + ".root"), 1, 1, List.of()));
        }
        InputBlock part = new InputBlock(0, FakeCatalogue.block("a"), new TreeSet<>(), 0, 50, files);
        KnownBlock block = new KnownBlock(List.of(part), units, SnapshotView.NOTHING, List.of());

        assertThat(block.gone(Set.of(files.get(7).lfn()))).containsExactly(new Span(0, 7), new Span(8, 50));
        assertThat(walks).isEqualTo(1);
    }
}
