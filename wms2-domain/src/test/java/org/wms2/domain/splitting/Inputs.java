package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;

/** Input for tests, made by hand or from a seed; -Dwms2.seed gives a failed seed again. */
public final class Inputs {
    public static final String DATASET = "/Data/Run-v1/RAW";
    private static final List<String> RSES = List.of("T1_US_FNAL_Disk", "T2_CH_CERN", "T2_DE_DESY", "T2_US_Nebraska");

    private final List<InputBlock> blocks = new ArrayList<>();
    private long files;

    /** The blocks made so far. */
    public List<InputBlock> blocks() {
        return List.copyOf(blocks);
    }

    /** Adds a block of files with so many events each, one run per block with ten lumi sections per file. */
    public Inputs block(String rses, long... events) {
        List<InputFile> made = new ArrayList<>();
        int run = blocks.size() + 1;
        for (int i = 0; i < events.length; i++) {
            made.add(file(events[i], List.of(new RunLumis(run, List.of(new LumiRange(10L * i + 1, 10L * i + 10))))));
        }
        return add(rses.isEmpty() ? List.of() : List.of(rses.split(",", -1)), made);
    }

    /** Adds a block of files with so many events each, one run per block with one lumi section per file. */
    public Inputs single(String rses, long... events) {
        List<InputFile> made = new ArrayList<>();
        int run = blocks.size() + 1;
        for (int i = 0; i < events.length; i++) {
            made.add(file(events[i], List.of(new RunLumis(run, List.of(new LumiRange(i + 1, i + 1))))));
        }
        return add(List.of(rses.split(",", -1)), made);
    }

    private Inputs add(List<String> rses, List<InputFile> made) {
        TreeSet<RseName> where = new TreeSet<>();
        rses.forEach(rse -> where.add(new RseName(rse)));
        BlockName name = new BlockName(DATASET + "#" + String.format("%04d", blocks.size()));
        blocks.add(new InputBlock(blocks.size(), name, where, 0, 0, made));
        return this;
    }

    private InputFile file(long events, List<RunLumis> runs) {
        Lfn lfn = new Lfn(String.format("/store/data/Run/Data/RAW/v1/%08d.root", files));
        return new InputFile(files++, lfn, 1_000 + events, events, runs);
    }

    /** A seed: -Dwms2.seed, or another one each time. */
    public static long seed() {
        Long given = Long.getLong("wms2.seed");
        return given == null ? System.nanoTime() : given;
    }

    public static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Up to 12 blocks at random places, one in ten nowhere, with up to 20 files each. */
    public static Inputs random(RandomGenerator random) {
        Inputs inputs = new Inputs();
        int count = random.nextInt(1, 13);
        for (int b = 0; b < count; b++) {
            List<String> rses = new ArrayList<>();
            if (random.nextInt(10) > 0) {
                for (String rse : RSES) {
                    if (random.nextBoolean()) {
                        rses.add(rse);
                    }
                }
            }
            List<InputFile> files = new ArrayList<>();
            int fileCount = random.nextInt(1, 21);
            for (int f = 0; f < fileCount; f++) {
                files.add(inputs.file(random.nextInt(4) == 0 ? 0 : random.nextLong(1, 3_000), runs(random)));
            }
            inputs.add(rses, files);
        }
        return inputs;
    }

    private static List<RunLumis> runs(RandomGenerator random) {
        List<RunLumis> runs = new ArrayList<>();
        for (int run = 1; run <= 5; run++) {
            if (random.nextInt(3) == 0) {
                runs.add(new RunLumis(run, ranges(random)));
            }
        }
        return runs;
    }

    private static List<LumiRange> ranges(RandomGenerator random) {
        List<LumiRange> ranges = new ArrayList<>();
        long next = random.nextLong(1, 30);
        int count = random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            long last = next + random.nextLong(0, 8);
            ranges.add(new LumiRange(next, last));
            next = last + random.nextLong(1, 6);
        }
        return ranges;
    }

    /** A mask that names some of the runs of {@link #random(RandomGenerator)}; one in four is empty. */
    public static LumiMask mask(RandomGenerator random) {
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        if (random.nextInt(4) > 0) {
            runs.put(random.nextInt(1, 6), ranges(random));
            runs.put(random.nextInt(1, 6), ranges(random));
        }
        return new LumiMask(runs);
    }

    /** A mask of one run. */
    public static LumiMask mask(int run, long first, long last) {
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        runs.put(run, List.of(new LumiRange(first, last)));
        return new LumiMask(runs);
    }
}
