package org.wms2.domain.splitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.plan.EventRange;

class EventBasedSplitterTest {
    private static List<SplitJob> jobs(long eventsPerJob, List<InputBlock> blocks) {
        List<SplitJob> jobs = new ArrayList<>();
        new EventBasedSplitter(eventsPerJob, false, blocks).forEach(jobs::add);
        return jobs;
    }

    @Test
    void each_file_is_sliced_from_its_own_first_event() {
        assertThat(jobs(100, new Inputs().block("T2_CH_CERN", 250, 100).blocks()))
                .extracting(SplitJob::range)
                .containsExactly(
                        new EventRange(0, 0, 99, 0, 0),
                        new EventRange(0, 100, 199, 0, 0),
                        new EventRange(0, 200, 249, 0, 0),
                        new EventRange(0, 0, 99, 0, 0));
    }

    @Test
    void a_file_without_events_is_one_job_without_a_range() {
        assertThat(jobs(100, new Inputs().block("T2_CH_CERN", 0).blocks()))
                .singleElement()
                .satisfies(job -> {
                    assertThat(job.range()).isNull();
                    assertThat(job.events()).isZero();
                    assertThat(job.inputs()).hasSize(1);
                });
    }

    @RepeatedTest(100)
    void every_event_of_every_file_is_in_exactly_one_job() {
        long seed = Inputs.seed();
        RandomGenerator random = Inputs.random(seed);
        List<InputBlock> blocks = Inputs.random(random).blocks();
        Map<Long, Long> next = new HashMap<>();

        for (SplitJob job : jobs(random.nextLong(1, 2_000), blocks)) {
            EventRange range = job.range();
            long ordinal = job.inputs().getFirst().ordinal();
            if (range == null) {
                assertThat(next.put(ordinal, 0L)).as("seed %s", seed).isNull();
            } else {
                assertThat(range.firstEvent()).as("seed %s", seed).isEqualTo(next.getOrDefault(ordinal, 0L));
                assertThat(range.events()).as("seed %s", seed).isEqualTo(job.events());
                next.put(ordinal, range.lastEvent() + 1);
            }
        }
        for (InputBlock block : blocks) {
            for (InputFile file : block.files()) {
                assertThat(next.get(file.ordinal())).as("seed %s", seed).isEqualTo(file.events());
            }
        }
    }
}
