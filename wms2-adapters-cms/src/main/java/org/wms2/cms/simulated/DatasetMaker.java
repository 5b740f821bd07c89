package org.wms2.cms.simulated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.StepSpec;

/**
 * Makes up the input dataset of a request that no file describes: the dataset's name is the seed; runs and lumis are
 * those of the run whitelist or lumi list, with some lumis more, so that a mask has something to refuse; blocks are
 * those of the block whitelist, else 4 to 6. Tens to a few hundred files, where possible of several lumis. Every block
 * is at one or two disks, one of them of a site that the request may run at.
 */
final class DatasetMaker {

    private static final int MAX_FILES = 300;
    private static final int LUMIS_PER_RUN = 60;
    /** So that a job's border may fall into a file; fewer only where blocks would come out empty. */
    private static final int FEWEST_LUMIS_PER_FILE = 3;
    /** With more runs than this each is short. */
    private static final int FEW_RUNS = 10;

    private final RequestSpec spec;
    private final StepSpec step;
    private final String dataset;
    private final SplittableRandom random;

    DatasetMaker(RequestSpec spec, StepSpec step) {
        this.spec = spec;
        this.step = step;
        this.dataset = Objects.requireNonNull(step.inputDataset()).value();
        String selection = dataset + step.blockWhitelist() + step.runWhitelist() + step.lumiMask();
        this.random =
                new SplittableRandom(UUID.nameUUIDFromBytes(selection.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .getMostSignificantBits());
    }

    List<PlacedBlock> blocks(long createdSeconds) {
        List<List<Rows.Lumi>> files = files();
        List<String> names = names(files.size());
        List<PlacedBlock> blocks = new ArrayList<>();
        for (int b = 0; b < names.size(); b++) {
            int from = b * files.size() / names.size();
            int to = (b + 1) * files.size() / names.size();
            String suffix = names.get(b).replaceFirst("^.*#", "");
            List<Rows.File> made = new ArrayList<>();
            for (int i = from; i < to; i++) {
                made.add(InputFiles.file(dataset, suffix, i, files.get(i), random.nextLong(20_000, 60_000)));
            }
            List<String> rses = rses();
            blocks.add(new PlacedBlock(new Rows.Block(names.get(b), rses.getFirst(), createdSeconds, made), rses));
        }
        return blocks;
    }

    /** The lumis of each file: consecutive ones of one run. */
    private List<List<Rows.Lumi>> files() {
        Map<Integer, List<Long>> runs = lumisByRun();
        int lumis = runs.values().stream().mapToInt(List::size).sum();
        int blocks = Math.max(1, step.blockWhitelist().size());
        int atLeast = Math.clamp(lumis / (2 * blocks), 1, FEWEST_LUMIS_PER_FILE);
        int perFile = Math.clamp(lumis / Math.max(2 * blocks, 40), atLeast, LUMIS_PER_RUN);
        perFile = Math.max(perFile, lumis / MAX_FILES);
        int eventsPerLumi = random.nextInt(50, 200);
        List<List<Rows.Lumi>> files = new ArrayList<>();
        for (Map.Entry<Integer, List<Long>> run : runs.entrySet()) {
            List<Long> all = run.getValue();
            for (int from = 0; from < all.size(); from += perFile) {
                files.add(all.subList(from, Math.min(all.size(), from + perFile)).stream()
                        .map(l -> new Rows.Lumi(run.getKey(), l, random.nextInt(eventsPerLumi, 2 * eventsPerLumi)))
                        .toList());
            }
        }
        return files;
    }

    private Map<Integer, List<Long>> lumisByRun() {
        TreeMap<Integer, List<Long>> runs = new TreeMap<>();
        if (!step.lumiMask().isEmpty()) {
            step.lumiMask().runs().forEach((run, ranges) -> runs.put(run, around(ranges)));
        } else if (!step.runWhitelist().isEmpty()) {
            boolean few = step.runWhitelist().size() <= FEW_RUNS;
            int least = few ? LUMIS_PER_RUN / 3 : 3;
            int most = few ? LUMIS_PER_RUN : LUMIS_PER_RUN / 3;
            step.runWhitelist().forEach(run -> runs.put(run, lumis(1, random.nextInt(least, most))));
        } else if (dataset.endsWith("SIM") || dataset.endsWith("SIM-RAW")) {
            runs.put(1, lumis(1, random.nextInt(200, 400)));
        } else {
            int first = random.nextInt(300_000, 390_000);
            for (int r = 0; r < 4; r++) {
                runs.put(first + r, lumis(1, random.nextInt(30, LUMIS_PER_RUN)));
            }
        }
        return runs;
    }

    /** From two lumis before the first range to two after the last, not more than some hundreds. */
    private static List<Long> around(List<LumiRange> ranges) {
        long first = Math.max(1, ranges.getFirst().first() - 2);
        long last = ranges.getLast().last() + 2;
        return lumis(first, Math.min(last, first + 400));
    }

    private static List<Long> lumis(long first, long last) {
        List<Long> lumis = new ArrayList<>();
        for (long lumi = first; lumi <= last; lumi++) {
            lumis.add(lumi);
        }
        return lumis;
    }

    private List<String> names(int files) {
        if (!step.blockWhitelist().isEmpty()) {
            return step.blockWhitelist().stream()
                    .map(BlockName::value)
                    .distinct()
                    .toList();
        }
        List<String> names = new ArrayList<>();
        int count = Math.min(files, random.nextInt(4, 7));
        for (int b = 0; b < count; b++) {
            names.add(dataset + "#" + new UUID(random.nextLong(), random.nextLong()));
        }
        Collections.sort(names);
        return names;
    }

    private List<String> rses() {
        List<String> allowed = PretendedSites.RSES.stream()
                .filter(r -> r.type().equals("DISK"))
                .filter(r ->
                        spec.siteWhitelist().isEmpty() || spec.siteWhitelist().contains(new SiteName(r.site())))
                .map(PretendedSites.Rse::name)
                .toList();
        List<String> disks = PretendedSites.disks();
        List<String> first = allowed.isEmpty() ? disks : allowed;
        String one = first.get(random.nextInt(first.size()));
        String other = disks.get(random.nextInt(disks.size()));
        return one.equals(other) || random.nextInt(3) == 0 ? List.of(one) : List.of(one, other);
    }
}
