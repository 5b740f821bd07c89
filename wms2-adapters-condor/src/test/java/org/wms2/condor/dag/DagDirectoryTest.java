package org.wms2.condor.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.DagFilesContract;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.WorkUnitPlan;

class DagDirectoryTest extends DagFilesContract {
    @TempDir
    private Path temp;

    @Override
    protected DagFiles newFiles() {
        return filesIn(temp.resolve("submit"));
    }

    @Override
    protected void submit(DagKey key, String directory) {
        try {
            Files.writeString(Path.of(directory, "workflow.dag.condor.sub"), "queue");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DagDirectory filesIn(Path submit) {
        return new DagDirectory(DagSettings.of(submit, SyntheticPayload.at(Path.of("/storage"))));
    }

    private Path write(DagPlan plan) {
        return Path.of(newFiles().write(plan, DagFiles.UNFENCED).directory());
    }

    @Test
    void the_outer_dag_has_one_line_per_work_unit() throws IOException {
        Path directory = write(SamplePlans.generator("outer", 2, 3));
        assertThat(directory.resolve("workflow.dag")).content().isEqualTo("""
                        JOBSTATE_LOG workflow.jobstate.log
                        CATEGORY ALL_NODES work_units
                        MAXJOBS work_units 10
                        INCLUDE attempt.dag
                        RETRY ALL_NODES 2 UNLESS-EXIT 42
                        SCRIPT PRE ALL_NODES ../job/choose_sites.sh $RETRY
                        SCRIPT POST ALL_NODES ../job/group_end.sh $RETURN 3
                        SUBDAG EXTERNAL mg_000000 group.dag DIR mg_000000
                        SUBDAG EXTERNAL mg_000001 group.dag DIR mg_000001
                        NODE_STATUS_FILE workflow.dag.status 5
                        """);
        assertThat(directory.resolve("attempt.dag")).content().isEqualTo("VARS ALL_NODES My.WMS2_Attempt=\"0\"\n");
    }

    @Test
    void the_inner_dag_lands_processes_merges_and_cleans() {
        Path directory = write(SamplePlans.generator("inner", 1, 2));
        assertThat(directory.resolve("mg_000000/group.dag")).content().isEqualTo("""
                        NODE_STATUS_FILE group.dag.status 5
                        JOBSTATE_LOG group.jobstate.log
                        SET_JOB_ATTR WMS2_DagId = "inner-v1-r0"
                        SET_JOB_ATTR WMS2_WorkUnit = "WORK_UNIT"
                        VARS ALL_NODES WMS2_DAG_ID="inner-v1-r0" WMS2_WORK_UNIT="WORK_UNIT" WMS2_MAX_RETRIES="3"
                        RETRY ALL_NODES 3 UNLESS-EXIT 42
                        ABORT-DAG-ON ALL_NODES 43 RETURN 1
                        CATEGORY ALL_NODES processing
                        MAXJOBS landings 1
                        MAXJOBS processing 100
                        MAXJOBS merges 5
                        MAXJOBS cleanups 5
                        JOB landing ../landing.sub
                        CATEGORY landing landings
                        SCRIPT PRE landing ../job/choose_sites.sh landing
                        SCRIPT POST landing ../job/elect_site.sh $JOBID $RETURN
                        JOB proc_000000 ../processing.sub
                        VARS proc_000000 WMS2_INDEX="0"
                        JOB proc_000001 ../processing.sub
                        VARS proc_000001 WMS2_INDEX="1"
                        JOB merge ../merge.sub
                        CATEGORY merge merges
                        SCRIPT POST merge ../job/publish_manifest.sh $RETURN
                        JOB cleanup ../cleanup.sub
                        CATEGORY cleanup cleanups
                        PARENT landing CHILD proc_000000 proc_000001
                        PARENT proc_000000 proc_000001 CHILD merge
                        PARENT merge CHILD cleanup
                        """.replace(
                        "WORK_UNIT\"", SamplePlans.workUnitId("inner", 0) + "\""));
        assertThat(directory.resolve("mg_000000/tuning.inc"))
                .content()
                .isEqualTo("WMS2_ATTEMPT = 0\nWMS2_PRIORITY = 90000\nWMS2_MEMORY_MB = 500\nWMS2_CORES = 1\n");
        assertThat(directory.resolve("mg_000000/planned_sites")).content().isEqualTo("T1_US_FNAL\nT2_CH_CERN\n");
        assertThat(directory.resolve("mg_000000/sites.inc"))
                .content()
                .isEqualTo("WMS2_SITES = T1_US_FNAL,T2_CH_CERN\nWMS2_LANDING_TRY = 0\n");
    }

    @Test
    void the_same_plan_gives_the_same_bytes_and_leaves_nothing_else() throws IOException {
        DagPlan plan = SamplePlans.generator("same", 3, 4);
        Path first = write(plan);
        Map<String, String> once = tree(first);
        Path second = Path.of(
                filesIn(temp.resolve("submit")).write(plan, DagFiles.UNFENCED).directory());
        assertThat(tree(second)).isEqualTo(once);
        try (Stream<Path> beside = Files.list(second.resolveSibling(""))) {
            assertThat(beside.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder("r0", ".r0.lock");
        }
    }

    @Test
    void modes_let_the_schedds_account_in_and_make_scripts_executable() throws IOException {
        Path directory = write(SamplePlans.generator("modes", 1, 1));
        assertThat(mode(directory.resolve("mg_000000"))).isEqualTo("rwxr-xr-x");
        assertThat(mode(directory)).isEqualTo("rwxr-xr-x");
        assertThat(mode(directory.resolve("job/wms2_job.sh"))).isEqualTo("rwxr-xr-x");
        assertThat(mode(directory.resolve("job/wms2_job.py"))).isEqualTo("rw-r--r--");
        assertThat(mode(directory.resolve("mg_000000/group.dag"))).isEqualTo("rw-r--r--");
    }

    @Test
    void work_units_are_taken_one_at_a_time_and_once() {
        DagPlan small = SamplePlans.generator("stream", 40, 1);
        List<String> events = new ArrayList<>();
        Iterable<WorkUnitPlan> watched = () -> {
            events.add("iterator");
            Iterator<WorkUnitPlan> units = small.workUnits().iterator();
            return new Iterator<>() {
                private int given;

                @Override
                public boolean hasNext() {
                    return units.hasNext();
                }

                @Override
                public WorkUnitPlan next() {
                    Path fresh = temp.resolve("submit/stream/v1/.r0.new");
                    if (given > 0 && !Files.exists(fresh.resolve(DagText.group(given - 1) + "/group.dag"))) {
                        events.add("unit " + (given - 1) + " is not written yet");
                    }
                    given++;
                    return units.next();
                }
            };
        };
        write(new DagPlan(small.header(), watched));
        assertThat(events).containsExactly("iterator");
    }

    @Test
    void a_plan_that_breaks_midway_leaves_the_earlier_try() {
        Path directory = write(SamplePlans.generator("broken", 1, 1));
        DagPlan good = SamplePlans.generator("broken", 3, 1);
        List<WorkUnitPlan> units = new ArrayList<>();
        good.workUnits().forEach(units::add);
        units.remove(1);
        assertThatThrownBy(() -> write(new DagPlan(good.header(), units)))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("work unit 2");
        assertThat(directory.resolve("mg_000000/group.dag")).exists();
        assertThat(directory.resolve("mg_000001")).doesNotExist();
    }

    @Test
    void an_empty_plan_is_refused() {
        DagPlan plan = new DagPlan(SamplePlans.generator("empty", 1, 1).header(), List.of());
        assertThatThrownBy(() -> write(plan)).hasMessageContaining("no work unit");
        assertThat(temp.resolve("submit/empty/v1/r0")).doesNotExist();
    }

    @Test
    void a_directory_that_another_thread_works_on_is_left_alone() throws IOException {
        DagPlan plan = SamplePlans.generator("locked", 1, 1);
        Path directory = write(plan);
        boolean refused = DirectoryLock.holding(directory, () -> {
            assertThatThrownBy(() -> write(plan)).isInstanceOf(ServiceUnavailableException.class);
            return true;
        });
        assertThat(refused).isTrue();
        assertThat(write(plan)).isEqualTo(directory);
    }

    @Test
    void the_lists_of_static_files_are_what_the_resources_hold() {
        TreeSet<String> submit = new TreeSet<>(StaticFiles.SUBMIT_FILES);
        submit.add(PilotDirectory.SUBMIT_FILE);
        assertThat(submit).isEqualTo(resources("dag"));
        TreeSet<String> job = new TreeSet<>(StaticFiles.JOB_FILES);
        job.addAll(StaticFiles.PILOT_FILES);
        assertThat(job).isEqualTo(resources("job"));
    }

    @Test
    void a_thousand_jobs_add_two_lines_each() throws IOException {
        Path directory = write(SamplePlans.generator("large", 1, 1000));
        List<String> lines = Files.readAllLines(directory.resolve("mg_000000/group.dag"));
        assertThat(lines).hasSize(24 + 2 * 1000);
        assertThat(IntStream.range(0, 1000).mapToObj(i -> "JOB proc_%06d ../processing.sub".formatted(i)))
                .allMatch(lines::contains);
    }

    private static Set<String> resources(String folder) {
        Path directory = Path.of("src/main/resources/org/wms2/condor").resolve(folder);
        try (Stream<Path> files = Files.list(directory)) {
            return new TreeSet<>(files.filter(Files::isRegularFile)
                    .map(f -> f.getFileName().toString())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                files.put(root.relativize(path).toString(), Files.isDirectory(path) ? "directory" : sum(path));
            }
        }
        return files;
    }

    private static String sum(Path file) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(file));
        return HexFormat.of().toHexDigits(sum.getValue());
    }
}
