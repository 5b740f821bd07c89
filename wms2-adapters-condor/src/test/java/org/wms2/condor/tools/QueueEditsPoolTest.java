package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wms2.condor.pool.TestPool;
import org.wms2.condor.read.JobAd;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.htcondor.SamplePlans;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.plan.NodeRole;
import org.wms2.ports.system.CallObserver;

/** Jobs in a real queue that get more memory, or another priority. */
@Tag("htcondor")
class QueueEditsPoolTest {
    private final TestPool pool = TestPool.get();
    private final PoolJobs jobs = new PoolJobs();
    private final CondorTools condor =
            new CondorTools(pool.environment(), ToolSettings.DEFAULT, InstantSource.system(), CallObserver.NONE);
    private final DagKey key = new DagKey(new DagTag("edits-" + UUID.randomUUID() + "-v1-r0"), 0);

    @BeforeEach
    void scratch() throws IOException {
        Files.createDirectories(pool.scratch());
    }

    private HeldJob held(int cluster) {
        return new HeldJob(
                key,
                new ClusterId(cluster),
                SamplePlans.workUnitId("edits", 0),
                NodeRole.PROCESSING,
                "proc_000000",
                HeldJob.OUT_OF_MEMORY,
                0,
                "",
                500,
                600,
                Instant.EPOCH);
    }

    private int tagged(String... lines) {
        String text = "universe = vanilla\nexecutable = /bin/true\ntransfer_executable = false\nlog = job.log\n"
                + "My.DESIRED_Sites = \"T9_NOWHERE\"\nMy.WMS2_DagId = \"" + key.tag() + "\"\nMy.WMS2_Attempt = 0\n"
                + String.join("\n", lines) + "\nqueue\n";
        return jobs.submitText(text);
    }

    /** The account may not run into a memory limit: without cgroups nobody holds with code 34. The code alone is put in. */
    private int heldForMemory() {
        int cluster = tagged("request_memory = 500", "hold = true");
        assertThat(jobs.raw("condor_qedit", String.valueOf(cluster), "HoldReasonCode", "34")
                        .exitCode())
                .isZero();
        return cluster;
    }

    @Test
    void a_job_held_for_its_memory_asks_for_more_and_runs_again() throws InterruptedException {
        int cluster = heldForMemory();

        condor.raiseMemory(held(cluster), 750);
        JobAd released = jobs.await(cluster, ad -> ad.count("JobStatus") == 1);
        assertThat(released.count("RequestMemory")).isEqualTo(750);

        condor.raiseMemory(held(cluster), 900);
        assertThat(jobs.queue("ClusterId == " + cluster).getFirst().count("RequestMemory"))
                .as("it is not held any more")
                .isEqualTo(750);
        jobs.remove(cluster);
        jobs.awaitGone(cluster);
        condor.raiseMemory(held(cluster), 900);
    }

    @Test
    void what_was_raised_before_is_released_and_what_a_person_holds_is_not() throws InterruptedException {
        int half = heldForMemory();
        jobs.raw("condor_qedit", String.valueOf(half), "RequestMemory", "800");
        condor.raiseMemory(held(half), 750);
        assertThat(jobs.await(half, ad -> ad.count("JobStatus") == 1).count("RequestMemory"))
                .isEqualTo(800);

        int byPerson = heldForMemory();
        jobs.raw("condor_qedit", String.valueOf(byPerson), "HoldReasonCode", "1");
        condor.raiseMemory(held(byPerson), 750);
        JobAd ad = jobs.queue("ClusterId == " + byPerson).getFirst();
        assertThat(ad.count("JobStatus")).isEqualTo(5);
        assertThat(ad.count("RequestMemory")).isEqualTo(500);
        jobs.remove(half, byPerson);
    }

    @Test
    void a_priority_of_nothing_is_harmless() {
        condor.setPriority(key, 110_000);
        condor.setPriority(new DagKey(new DagTag("edits-" + UUID.randomUUID() + "-v1-pilot"), 0), 7);
        assertThat(jobs.queue("WMS2_DagId == \"" + key.tag() + "\"")).isEmpty();
    }

    @Test
    void a_pilot_is_one_job_without_a_role() {
        DagKey pilot = new DagKey(new DagTag("edits-" + UUID.randomUUID() + "-v1-pilot"), 0);
        int cluster = tagged("My.WMS2_DagId = \"" + pilot.tag() + "\"", "priority = 5");
        condor.setPriority(pilot, 110_000);
        assertThat(jobs.queue("ClusterId == " + cluster).getFirst().count("JobPrio"))
                .isEqualTo(110_000);
        jobs.remove(cluster);
    }

    @Test
    void a_changed_priority_reaches_dagmans_and_queued_jobs_and_those_that_are_submitted_later() throws Exception {
        TestedDag dag = new TestedDag(condor, 0.1, Map.of());
        dag.awaitNode(0, "landing");
        dag.awaitNode(1, "landing");
        String tag = "WMS2_DagId == \"" + dag.first().tag() + "\"";
        for (int i = 0;
                i < 60
                        && jobs.queue(tag + " && WMS2_Role == \"processing\"", "ClusterId")
                                        .size()
                                < 4;
                i++) {
            Thread.sleep(250);
        }

        pool.files().setPriority(dag.directory().toString(), 110_000);
        condor.setPriority(dag.first(), 110_000);
        condor.setPriority(dag.first(), 110_000);

        for (JobAd ad : jobs.queue(tag + " && JobStatus != 4", "JobPrio", "JobUniverse", "WMS2_Role")) {
            assertThat(ad.count("JobPrio")).as(ad.toString()).isEqualTo(110_000);
        }
        DagObservation end = dag.await(dag.first(), DagObservation::hasEnded);
        assertThat(end.exitCode()).isZero();
        Map<String, Integer> priorities = new TreeMap<>();
        jobs.history(tag + " && WMS2_Role =!= undefined", "JobPrio", "WMS2_Role")
                .forEach(ad -> priorities.put(ad.text("WMS2_Role").orElse(""), ad.count("JobPrio")));
        assertThat(priorities)
                .containsEntry("landing", 90_030)
                .containsEntry("processing", 110_000)
                .containsEntry("merge", 110_020)
                .containsEntry("cleanup", 110_010);
    }
}
