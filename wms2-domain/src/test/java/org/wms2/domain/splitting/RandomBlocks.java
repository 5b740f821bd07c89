package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.wms2.domain.ledger.Spans;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.workflow.LumiRules;

/**
 * Random input of a splitter: blocks whose files have runs in any order, gaps, section 0, no lumi sections, no events, and lumi
 * sections that other files of the block have too; masks, lists and rules.
 */
final class RandomBlocks {
    private static final int RUNS = 4;
    private static final long LUMIS = 30;

    private final RandomGenerator random;
    private final boolean sharing;
    private long files;

    RandomBlocks(RandomGenerator random) {
        this.random = random;
        this.sharing = random.nextBoolean();
    }

    /** Up to 4 blocks, with positions one after the other; two may be of one name. */
    List<InputBlock> blocks(InputUnits units) {
        List<InputBlock> blocks = new ArrayList<>();
        long position = random.nextInt(3) * 1_000L;
        int count = random.nextInt(1, 5);
        for (int i = 0; i < count; i++) {
            List<InputFile> made = files();
            long positions = units.positions(made);
            BlockName name = new BlockName(Inputs.DATASET + "#" + random.nextInt(3));
            TreeSet<RseName> rses = new TreeSet<>(List.of(new RseName("T2_CH_CERN")));
            blocks.add(new InputBlock(i, name, rses, position, positions, made));
            position += positions;
        }
        return blocks;
    }

    private List<InputFile> files() {
        List<InputFile> made = new ArrayList<>();
        boolean[][] taken = new boolean[RUNS + 1][(int) LUMIS + 20];
        int count = random.nextInt(1, 9);
        for (int i = 0; i < count; i++) {
            List<RunLumis> runs = new ArrayList<>();
            for (int run = 1; run <= RUNS; run++) {
                List<LumiRange> ranges = random.nextInt(5) < 2 ? ranges(taken[run]) : List.of();
                if (!ranges.isEmpty()) {
                    runs.add(new RunLumis(run, ranges));
                }
            }
            long events = random.nextInt(5) == 0 ? 0 : random.nextLong(1, 900);
            made.add(new InputFile(
                    files, new Lfn(String.format("/store/data/Run/Data/RAW/v1/%08d.root", files)), 1, events, runs));
            files++;
        }
        return made;
    }

    /** Ranges that may touch; without sections that an earlier file has, unless this input shares some. */
    private List<LumiRange> ranges(boolean[] taken) {
        List<LumiRange> ranges = new ArrayList<>();
        long next = random.nextInt(3) == 0 ? 0 : random.nextLong(1, LUMIS);
        int count = random.nextInt(1, 5);
        for (int i = 0; i < count && next <= LUMIS; i++) {
            long last = next + random.nextLong(0, 4);
            boolean free = true;
            for (long lumi = next; lumi <= last; lumi++) {
                free &= !taken[(int) lumi];
            }
            if (sharing || free) {
                ranges.add(new LumiRange(next, last));
                Arrays.fill(taken, (int) next, (int) last + 1, true);
            }
            next = last + random.nextLong(1, 4);
        }
        return ranges;
    }

    /** Half of the time empty. */
    LumiMask mask() {
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        for (int run = 1; run <= RUNS && random.nextBoolean(); run++) {
            List<LumiRange> ranges = ranges(new boolean[(int) LUMIS + 20]);
            if (!ranges.isEmpty()) {
                runs.put(run, ranges);
            }
        }
        return new LumiMask(runs);
    }

    List<Integer> runWhitelist() {
        return random.nextInt(4) > 0 ? List.of() : List.of(random.nextInt(1, RUNS + 1), random.nextInt(1, RUNS + 1));
    }

    LumiSelection selection() {
        LumiRules rules = new LumiRules(
                random.nextInt(4) == 0,
                random.nextBoolean(),
                random.nextInt(3) == 0,
                random.nextInt(3) == 0 ? random.nextLong(1, 400) : LumiRules.DEFAULT.jobTimeLimit());
        return new LumiSelection(mask(), runWhitelist(), rules, random.nextInt(4) == 0, false);
    }

    /** Some of all positions of blocks. */
    List<Span> some(List<InputBlock> blocks) {
        List<Span> spans = new ArrayList<>();
        for (InputBlock block : blocks) {
            for (long at = block.firstPosition(); at < block.endPosition(); ) {
                long end = Math.min(block.endPosition(), at + random.nextLong(1, 40));
                if (random.nextBoolean()) {
                    spans.add(new Span(at, end));
                }
                at = end;
            }
        }
        return Spans.joined(spans);
    }
}
