package org.wms2.domain.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.wms2.domain.ledger.Spans;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.SplittingAlgo;

/** A catalogue that changes at random, and work units that take input and give it back. */
final class RandomInput {
    private static final List<String> RSES = List.of("T1_US_FNAL_Disk", "T2_CH_CERN", "T2_DE_DESY");
    private static final int RUNS = 4;

    final FakeCatalogue catalogue = new FakeCatalogue();
    private final Random random;
    private final List<WorkUnitId> planned = new ArrayList<>();
    private int files;

    RandomInput(Random random) {
        this.random = random;
        for (int i = 0; i < 6; i++) {
            add();
        }
    }

    /** A selection by a mask, by run and block lists, or by nothing. */
    Selected selected(SplittingAlgo algo) {
        Selected selected = new Selected();
        selected.algo = algo;
        if (random.nextBoolean()) {
            TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
            runs.put(run(), List.of(range()));
            runs.put(run(), List.of(range()));
            selected.mask = new LumiMask(runs);
        }
        if (random.nextInt(3) == 0) {
            selected.runWhitelist = List.of(run(), run());
        }
        if (random.nextInt(3) == 0) {
            selected.blockBlacklist = List.of(FakeCatalogue.block("b0"));
        }
        return selected;
    }

    /** A file comes to a block, which may be new. */
    void add() {
        String block = "b" + random.nextInt(5);
        int number = files++;
        List<RunLumis> runs = new ArrayList<>();
        for (int run = 1; run <= RUNS; run++) {
            if (random.nextInt(3) == 0) {
                runs.add(new RunLumis(run, List.of(range())));
            }
        }
        catalogue.file(block, random.nextInt(100) + "-" + number + ".root", random.nextInt(0, 30), runs);
    }

    /** Anything happens in DBS and Rucio. */
    void change() {
        switch (random.nextInt(7)) {
            case 0, 1 -> add();
            case 2 -> anyFile().forEach(file -> catalogue.invalid.add(file.lfn()));
            case 3 -> catalogue.invalid.removeIf(lfn -> random.nextBoolean());
            case 4 -> anyFile().forEach(file -> catalogue.contents.values().forEach(all -> all.remove(file)));
            case 5 -> catalogue.at("b" + random.nextInt(5), RSES.get(random.nextInt(RSES.size())));
            default -> catalogue.places.remove(anyBlock());
        }
        if (random.nextInt(20) == 0) {
            catalogue.contents.remove(anyBlock());
        }
    }

    private BlockName anyBlock() {
        return FakeCatalogue.block("b" + random.nextInt(5));
    }

    private List<DbsFile> anyFile() {
        List<DbsFile> all = catalogue.contents.getOrDefault(anyBlock(), List.of());
        return all.isEmpty() ? List.of() : List.of(all.get(random.nextInt(all.size())));
    }

    /** A work unit takes some of what is available, and perhaps one that has taken some is replaced. */
    void claim(KeptInput input) {
        long positions = input.known().header().map(SnapshotHeader::positions).orElse(0L);
        if (positions > 0) {
            long first = random.nextLong(positions);
            Span wanted = new Span(first, random.nextLong(first, positions) + 1);
            List<Span> free = Spans.without(wanted, input.known().taken());
            if (!free.isEmpty()) {
                planned.add(input.take(free.subList(0, Math.min(free.size(), 2)).toArray(new Span[0])));
            }
        }
        if (!planned.isEmpty() && random.nextBoolean()) {
            input.replace(planned.remove(random.nextInt(planned.size())));
        }
    }

    private int run() {
        return 1 + random.nextInt(RUNS);
    }

    private LumiRange range() {
        long first = random.nextLong(1, 10);
        return new LumiRange(first, first + random.nextLong(6));
    }
}
