package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.htcondor.DagProgress;

class ProgressCacheTest {
    @TempDir
    private Path directory;

    private Path dag(int number, int units) throws IOException {
        Path dag = Files.createDirectories(directory.resolve("dag" + number));
        StringBuilder log = new StringBuilder("1000 INTERNAL *** DAGMAN_STARTED 16.0 ***\n");
        for (int i = 0; i < units; i++) {
            log.append("1001 mg_%06d JOB_SUCCESS 0 - - 1\n".formatted(i));
        }
        Files.writeString(dag.resolve("w.log"), log);
        return dag;
    }

    @Test
    void no_more_dags_are_kept_than_allowed_and_those_that_are_not_asked_for_go_first() throws IOException {
        ProgressCache cache = new ProgressCache("w.dag", "w.log", 2);
        List<Path> dags = List.of(dag(0, 1), dag(1, 2), dag(2, 3));
        DagProgress first = cache.progress(dags.get(0));
        cache.progress(dags.get(1));
        assertThat(cache.progress(dags.get(0))).isSameAs(first);
        cache.progress(dags.get(2));
        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.progress(dags.get(0))).isSameAs(first);
        assertThat(cache.progress(dags.get(1)).done()).as("read from the start").hasSize(2);
    }

    @Test
    void a_dag_that_is_forgotten_takes_no_room_and_can_be_asked_for_again() throws IOException {
        ProgressCache cache = new ProgressCache("w.dag", "w.log");
        Path dag = dag(0, 3);
        DagProgress before = cache.progress(dag);
        cache.forget(dag);
        cache.forget(dag);
        assertThat(cache.size()).isZero();
        assertThat(cache.progress(dag)).isEqualTo(before).isNotSameAs(before);
    }

    @Test
    void many_may_look_while_the_log_grows() throws Exception {
        ProgressCache cache = new ProgressCache("w.dag", "w.log");
        Path dag = dag(0, 0);
        int units = 400;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<Integer> looker = () -> {
                int seen = 0;
                while (seen < units) {
                    int now = cache.progress(dag).done().size();
                    assertThat(now).isGreaterThanOrEqualTo(seen);
                    seen = now;
                }
                return seen;
            };
            List<Future<Integer>> lookers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                lookers.add(threads.submit(looker));
            }
            for (int i = 0; i < units; i++) {
                Files.writeString(
                        dag.resolve("w.log"),
                        "1001 mg_%06d JOB_SUCCESS 0 - - 1\n".formatted(i),
                        StandardOpenOption.APPEND);
            }
            for (Future<Integer> seen : lookers) {
                assertThat(seen.get()).isEqualTo(units);
            }
        }
    }
}
