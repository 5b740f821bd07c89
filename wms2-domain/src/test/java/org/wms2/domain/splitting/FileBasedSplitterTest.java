package org.wms2.domain.splitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;

class FileBasedSplitterTest {
    private static List<SplitJob> jobs(int filesPerJob, LumiMask mask, boolean anywhere, List<InputBlock> blocks) {
        List<SplitJob> jobs = new ArrayList<>();
        new FileBasedSplitter(filesPerJob, false, mask, anywhere, blocks).forEach(jobs::add);
        return jobs;
    }

    private static List<List<Long>> ordinals(List<SplitJob> jobs) {
        return jobs.stream()
                .map(j -> j.inputs().stream().map(JobInput::ordinal).toList())
                .toList();
    }

    private static LumiMask mask(int run, long... pairs) {
        List<LumiRange> ranges = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            ranges.add(new LumiRange(pairs[i], pairs[i + 1]));
        }
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        runs.put(run, ranges);
        return new LumiMask(runs);
    }

    @Test
    void files_of_one_group_share_jobs_also_over_blocks() {
        List<InputBlock> blocks = new Inputs()
                .block("T2_CH_CERN", 10, 10, 10)
                .block("T2_DE_DESY", 10)
                .block("T2_CH_CERN", 10, 10)
                .blocks();

        assertThat(ordinals(jobs(2, LumiMask.ALL, false, blocks)))
                .containsExactly(List.of(0L, 1L), List.of(2L, 4L), List.of(5L), List.of(3L));
    }

    @Test
    void trusted_site_lists_make_one_group() {
        List<InputBlock> blocks = new Inputs()
                .block("T2_CH_CERN", 10)
                .block("", 10)
                .block("T2_DE_DESY", 10)
                .blocks();

        assertThat(ordinals(jobs(2, LumiMask.ALL, true, blocks))).containsExactly(List.of(0L, 1L), List.of(2L));
    }

    @Test
    void what_is_nowhere_comes_last() {
        List<InputBlock> blocks =
                new Inputs().block("", 10, 10).block("T2_CH_CERN", 10, 10).blocks();

        assertThat(ordinals(jobs(2, LumiMask.ALL, false, blocks))).containsExactly(List.of(2L, 3L), List.of(0L, 1L));
    }

    @Test
    void a_mask_leaves_ranges_of_good_lumis_and_their_share_of_events() {
        List<InputBlock> blocks = new Inputs().block("T2_CH_CERN", 100, 105).blocks();

        List<SplitJob> jobs = jobs(5, mask(1, 4, 5, 6, 6, 9, 12), false, blocks);

        assertThat(jobs).singleElement().satisfies(job -> {
            assertThat(job.mask())
                    .containsExactly(
                            new RunLumis(1, List.of(new LumiRange(4, 6), new LumiRange(9, 10), new LumiRange(11, 12))));
            assertThat(job.events()).isEqualTo(5 * 10 + 2 * 10); // 10.5 a lumi, half to even
        });
    }

    @Test
    void a_file_that_is_good_whole_counts_all_its_events() {
        List<InputBlock> blocks = new Inputs().block("T2_CH_CERN", 105).blocks();

        assertThat(jobs(5, mask(1, 1, 100), false, blocks))
                .singleElement()
                .satisfies(job -> assertThat(job.events()).isEqualTo(105));
    }

    @RepeatedTest(100)
    void every_good_lumi_of_every_file_is_in_exactly_one_job_and_no_other() {
        long seed = Inputs.seed();
        RandomGenerator random = Inputs.random(seed);
        List<InputBlock> blocks = Inputs.random(random).blocks();
        LumiMask mask = Inputs.mask(random);
        int filesPerJob = random.nextInt(1, 6);
        Map<Long, InputFile> files = new HashMap<>();
        Map<Long, SortedSet<RseName>> places = new HashMap<>();
        Set<Long> expected = new HashSet<>();
        for (InputBlock block : blocks) {
            for (InputFile file : block.files()) {
                files.put(file.ordinal(), file);
                places.put(file.ordinal(), block.rses());
                if (mask.isEmpty() || !good(file, mask).isEmpty()) {
                    expected.add(file.ordinal());
                }
            }
        }

        Set<Long> seen = new HashSet<>();
        for (SplitJob job : jobs(filesPerJob, mask, false, blocks)) {
            assertThat(job.inputs()).as("seed %s", seed).hasSizeBetween(1, filesPerJob);
            Set<String> inFiles = new HashSet<>();
            for (JobInput input : job.inputs()) {
                assertThat(seen.add(input.ordinal())).as("seed %s", seed).isTrue();
                assertThat(places.get(input.ordinal()))
                        .as("seed %s", seed)
                        .isEqualTo(job.group().rses());
                inFiles.addAll(good(Objects.requireNonNull(files.get(input.ordinal())), mask));
            }
            Set<String> inMask = new HashSet<>();
            job.mask().forEach(run -> inMask.addAll(lumis(run)));
            assertThat(inMask).as("seed %s", seed).isEqualTo(mask.isEmpty() ? Set.of() : inFiles);
        }
        assertThat(seen).as("seed %s", seed).isEqualTo(expected);
    }

    private static Set<String> good(InputFile file, LumiMask mask) {
        Set<String> good = new HashSet<>();
        for (RunLumis run : file.runs()) {
            for (LumiRange range : run.lumis()) {
                for (long lumi = range.first(); lumi <= range.last(); lumi++) {
                    if (mask.accepts(run.run(), lumi)) {
                        good.add(run.run() + ":" + lumi);
                    }
                }
            }
        }
        return good;
    }

    private static Set<String> lumis(RunLumis run) {
        Set<String> lumis = new HashSet<>();
        for (LumiRange range : run.lumis()) {
            for (long lumi = range.first(); lumi <= range.last(); lumi++) {
                lumis.add(run.run() + ":" + lumi);
            }
        }
        return lumis;
    }
}
