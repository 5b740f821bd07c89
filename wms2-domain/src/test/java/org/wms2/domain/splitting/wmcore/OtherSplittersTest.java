package org.wms2.domain.splitting.wmcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;

class OtherSplittersTest {
    private final List<InputFile> files = new ArrayList<>();

    private void file(long bytes, long events, RunLumis... runs) {
        Lfn lfn = new Lfn(String.format("/store/data/Run/Data/RAW/v1/%08d.root", files.size()));
        files.add(new InputFile(files.size(), lfn, bytes, events, List.of(runs)));
    }

    private static RunLumis run(int run, long first, long last) {
        return new RunLumis(run, List.of(new LumiRange(first, last)));
    }

    private static List<List<Long>> ordinals(Iterable<List<InputFile>> jobs) {
        List<List<Long>> ordinals = new ArrayList<>();
        jobs.forEach(job -> ordinals.add(job.stream().map(InputFile::ordinal).toList()));
        return ordinals;
    }

    private List<WorkJob> byWork(long eventsPerJob, boolean haltOnFile, boolean splitOnRun, double timeLimit) {
        WorkRules rules = new WorkRules(eventsPerJob, 0, timeLimit, 1, haltOnFile, splitOnRun, LumiMask.ALL, List.of());
        return new EventAwareLumiByWork(rules).jobs(files);
    }

    @Test
    void files_are_taken_up_to_a_size_and_one_above_it_is_alone() {
        file(400, 1);
        file(600, 1);
        file(1, 1);
        file(5_000, 1);
        file(2, 1);

        assertThat(ordinals(new SizeBased(1_000).jobs(files)))
                .containsExactly(List.of(0L, 1L), List.of(2L), List.of(3L), List.of(4L));
    }

    @Test
    void files_of_a_run_are_taken_from_the_last_and_runs_never_share_a_job() {
        file(1, 1, run(2, 1, 1));
        file(1, 1, run(1, 1, 1), run(2, 5, 6));
        file(1, 1, run(2, 2, 2));
        file(1, 1, run(2, 3, 3));

        SequencedMap<Integer, List<List<InputFile>>> byRun = new RunBased(2).jobs(files);

        assertThat(byRun.sequencedKeySet()).containsExactly(2, 1);
        assertThat(ordinals(byRun.firstEntry().getValue())).containsExactly(List.of(3L, 2L), List.of(0L));
        assertThat(ordinals(byRun.lastEntry().getValue())).containsExactly(List.of(1L));
    }

    @Test
    void a_file_without_a_run_is_refused_by_RunBased() {
        file(1, 1);

        assertThatThrownBy(() -> new RunBased(2).jobs(files)).isInstanceOf(InputRefusedException.class);
    }

    @Test
    void a_rest_waits_while_more_files_may_come() {
        for (int i = 0; i < 5; i++) {
            file(1, 1);
        }

        assertThat(ordinals(new MinFileBased(2, false, true).jobs(files)))
                .containsExactly(List.of(0L, 1L), List.of(2L, 3L));
        assertThat(ordinals(new MinFileBased(2, false, false).jobs(files)))
                .containsExactly(List.of(0L, 1L), List.of(2L, 3L), List.of(4L));
    }

    @Test
    void jobs_come_as_near_to_their_events_as_they_can() {
        file(1, 500, run(1, 1, 5));

        assertThat(byWork(240, false, true, 172_800))
                .extracting(WorkJob::events)
                .containsExactly(200L, 200L, 100L);
        assertThat(byWork(260, false, true, 172_800))
                .extracting(WorkJob::events)
                .containsExactly(300L, 200L);
    }

    @Test
    void a_job_reads_every_file_of_its_lumi_sections() {
        file(1, 100, run(1, 1, 2));
        file(1, 100, run(1, 2, 3));

        assertThat(byWork(1_000, false, true, 172_800)).singleElement().satisfies(job -> {
            assertThat(job.files()).isEqualTo(files);
            assertThat(job.lumis()).containsExactly(Map.entry(1, List.of(new LumiRange(1, 3))));
        });
    }

    @Test
    void a_lumi_section_over_the_time_limit_is_a_failed_job_of_its_own() {
        file(1, 100, run(1, 1, 2));
        file(1, 900, run(1, 3, 3));
        file(1, 100, run(1, 4, 5));

        assertThat(byWork(1_000, false, true, 500))
                .extracting(WorkJob::overLimit)
                .containsExactly(false, true, false);
    }

    @Test
    void runs_and_files_end_a_job_where_asked() {
        file(1, 100, run(1, 1, 1));
        file(1, 100, run(2, 1, 1));

        file(1, 100, run(2, 2, 2));

        assertThat(byWork(1_000, false, false, 172_800)).hasSize(1);
        assertThat(byWork(1_000, false, true, 172_800)).hasSize(2);
        assertThat(byWork(1_000, true, false, 172_800)).hasSize(3);
    }
}
