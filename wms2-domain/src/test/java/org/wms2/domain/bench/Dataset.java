package org.wms2.domain.bench;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;

/**
 * A made-up dataset, block by block, the same each time: 200 files a block, a run for each block, 20 lumi sections of 100
 * events a file; the sections of every fourth file have a gap. Blocks lie at one or two of four places.
 *
 * @param files in all; a multiple of {@link #PER_BLOCK}
 */
record Dataset(int files) {
    static final String NAME = "/Bench/Run2026A-v1/RAW";
    static final List<String> PLACES = List.of("T1_US_FNAL_Disk", "T2_CH_CERN", "T2_DE_DESY", "T2_US_Nebraska");
    static final int PER_BLOCK = 200;
    static final int LUMIS = 20;
    private static final int EVENTS_PER_LUMI = 100;
    /** Lumi numbers that a file takes, gap included. */
    private static final int STEP = 25;

    int blockCount() {
        return files / PER_BLOCK;
    }

    /** All blocks, for a splitter that counts these units. */
    List<InputBlock> blocks(InputUnits units) {
        return IntStream.range(0, blockCount()).mapToObj(b -> block(b, units)).toList();
    }

    /** The blocks from the one on that has the span's first position, made one at a time. */
    Iterable<InputBlock> stream(InputUnits units, Span within) {
        long each = block(0, units).positions();
        int first = (int) Math.min(blockCount(), within.first() / each);
        return () -> {
            Iterator<InputBlock> made = IntStream.range(first, blockCount())
                    .mapToObj(b -> block(b, units))
                    .iterator();
            return made;
        };
    }

    /** Positions of all blocks together. */
    long positions(InputUnits units) {
        return block(0, units).positions() * blockCount();
    }

    /** A block; all have the same number of positions. */
    InputBlock block(int number, InputUnits units) {
        List<InputFile> made = new ArrayList<>(PER_BLOCK);
        for (int i = 0; i < PER_BLOCK; i++) {
            made.add(file(number, i));
        }
        long positions = units.positions(made);
        TreeSet<RseName> rses = new TreeSet<>();
        rses.add(new RseName(PLACES.get(number % PLACES.size())));
        rses.add(new RseName(PLACES.get(number / 2 % PLACES.size())));
        BlockName name = new BlockName(String.format(Locale.ROOT, "%s#%08d", NAME, number));
        return new InputBlock(number, name, rses, number * positions, positions, made);
    }

    private static InputFile file(int block, int index) {
        long ordinal = (long) block * PER_BLOCK + index;
        Lfn lfn = new Lfn(String.format(
                Locale.ROOT, "/store/data/Run2026A/Bench/RAW/v1/%04d/%06d-%08d.root", block, index, ordinal));
        long first = (long) index * STEP + 1;
        List<LumiRange> lumis = index % 4 == 0
                ? List.of(new LumiRange(first, first + 11), new LumiRange(first + 15, first + 22))
                : List.of(new LumiRange(first, first + LUMIS - 1));
        long events = (long) LUMIS * EVENTS_PER_LUMI;
        return new InputFile(ordinal, lfn, events * 1_000_000, events, List.of(new RunLumis(block + 1, lumis)));
    }

    /** Nine in ten lumi numbers of every run, in ranges of 90. */
    LumiMask mask() {
        List<LumiRange> ranges = new ArrayList<>();
        for (long first = 1; first <= (long) PER_BLOCK * STEP; first += 100) {
            ranges.add(new LumiRange(first, first + 89));
        }
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        IntStream.rangeClosed(1, blockCount()).forEach(run -> runs.put(run, ranges));
        return new LumiMask(runs);
    }
}
