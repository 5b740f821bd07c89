package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.wms2.ports.htcondor.DagProgress;

/** The log says what the status files say, on what DAGMan really wrote, whenever one looks. */
class RecordedProgressTest {
    private static final String DAG = "workflow.dag";
    private static final String LOG = "workflow.jobstate.log";

    @SuppressWarnings("UnusedVariable") // by name, below
    private static final List<String> RECORDED = RecordedDags.NAMES;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @FieldSource("RECORDED")
    void at_the_end_log_and_status_file_agree(String name) throws IOException {
        List<RecordedDags.Moment> moments = RecordedDags.moments(name);
        put(new RecordedDags.Moment(RecordedDags.log(name), moments.getLast().status()));
        DagProgress byStatus = DagmanFiles.progress(directory, DAG);
        DagProgress byLog = new WatchedDag(directory, DAG, LOG).look();
        assertThat(byLog.done()).isEqualTo(byStatus.done()).isNotEmpty();
        assertThat(byLog.failed()).isEqualTo(byStatus.failed()).isNotEmpty();
        assertThat(byLog.started()).isEqualTo(byStatus.started());
    }

    @ParameterizedTest
    @FieldSource("RECORDED")
    void at_every_moment_the_log_is_at_most_one_status_file_ahead(String name) throws IOException {
        List<RecordedDags.Moment> moments = RecordedDags.moments(name);
        WatchedDag watched = new WatchedDag(directory, DAG, LOG);
        for (int i = 0; i < moments.size(); i++) {
            put(moments.get(i));
            DagProgress byLog = watched.look();
            Set<Integer> now = DagmanFiles.progress(directory, DAG).done();
            Set<Integer> next = i + 1 < moments.size() ? done(moments.get(i + 1)) : now;
            assertThat(byLog.done()).as("moment %s", i).containsAll(now);
            assertThat(union(now, next)).as("moment %s", i).containsAll(byLog.done());
        }
    }

    @ParameterizedTest
    @FieldSource("RECORDED")
    void a_process_that_begins_anew_knows_what_one_knows_that_looked_all_the_time(String name) throws IOException {
        WatchedDag watched = new WatchedDag(directory, DAG, LOG);
        for (RecordedDags.Moment moment : RecordedDags.moments(name)) {
            put(moment);
            assertThat(watched.look()).isEqualTo(new WatchedDag(directory, DAG, LOG).look());
        }
    }

    @ParameterizedTest
    @FieldSource("RECORDED")
    void a_work_unit_that_will_be_tried_again_has_never_failed(String name) throws IOException {
        List<RecordedDags.Moment> moments = RecordedDags.moments(name);
        WatchedDag watched = new WatchedDag(directory, DAG, LOG);
        for (RecordedDags.Moment moment : moments) {
            put(moment);
            DagProgress byLog = watched.look();
            assertThat(byLog.failed()).doesNotContainKeys(0, 5);
            assertThat(byLog.failed().keySet()).noneMatch(unit -> byLog.done().contains(unit));
            if (!name.equals("without-scripts") && !name.equals("held-and-released")) {
                assertThat(byLog.failed()).doesNotContainKey(2);
            }
        }
    }

    private Set<Integer> done(RecordedDags.Moment moment) {
        GroupStates states = new GroupStates();
        states.learn(NodeStatusFile.parse("recorded", moment.status()));
        return states.done();
    }

    private void put(RecordedDags.Moment moment) throws IOException {
        Path log = directory.resolve(LOG);
        int there = Files.exists(log) ? (int) Files.size(log) : 0;
        Files.writeString(log, moment.log().substring(there), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Path fresh = directory.resolve(DAG + ".status.tmp");
        Files.writeString(fresh, moment.status());
        Files.move(fresh, directory.resolve(DAG + ".status"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Set<Integer> union(Set<Integer> a, Set<Integer> b) {
        Set<Integer> both = new TreeSet<>(a);
        both.addAll(b);
        return both;
    }
}
