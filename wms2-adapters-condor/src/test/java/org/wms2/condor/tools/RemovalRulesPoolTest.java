package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wms2.condor.dag.DagDirectory;
import org.wms2.condor.dag.DagSettings;
import org.wms2.condor.dag.JobAttributes;
import org.wms2.condor.dag.JobLimits;
import org.wms2.condor.dag.JobPolicy;
import org.wms2.condor.dag.SyntheticPayload;
import org.wms2.condor.read.JobAd;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.SamplePlans;

/** The written rules, with short times, on jobs that break them: HTCondor removes these, says why, and leaves others alone. */
@Tag("htcondor")
class RemovalRulesPoolTest {
    private static final JobLimits SHORT = new JobLimits(
            Duration.ofSeconds(8),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofSeconds(25),
            Duration.ofSeconds(4),
            20_000,
            1,
            Duration.ofSeconds(2));

    private final PoolJobs jobs = new PoolJobs();
    private final Path dag =
            Path.of(new DagDirectory(DagSettings.of(jobs.directory(), SyntheticPayload.at(jobs.directory()))
                            .withJobs(new JobPolicy(
                                    new JobAttributes("", "", false, 1, 0, false, 0, new java.util.TreeMap<>()),
                                    SHORT,
                                    500,
                                    null)))
                    .write(SamplePlans.generator("rules-" + UUID.randomUUID(), 1, 1), DagFiles.UNFENCED)
                    .directory());

    private int submit(String role, String executable, String... more) {
        String[] lines = new String[more.length + 1];
        lines[0] = "include : " + dag.resolve(role + ".inc");
        System.arraycopy(more, 0, lines, 1, more.length);
        return jobs.submit(executable, "T2_DE_DESY", lines);
    }

    private static String reason(JobAd ad) {
        return ad.text("RemoveReason").orElse("none");
    }

    @Test
    void jobs_that_break_a_rule_are_removed_with_its_words_and_those_of_a_person_stay() throws InterruptedException {
        int dead = submit("processing", "/bin/sleep", "arguments = 300");
        int busy = submit("processing", "/bin/sh", "arguments = \"-c 'while :; do :; done'\"");
        int stuck = submit("landing", "/bin/sleep", "arguments = 300");
        int noInput = submit(
                "merge", "/bin/true", "should_transfer_files = yes", "transfer_input_files = /there/is/no/such/file");
        int byPerson = submit("processing", "/bin/true", "hold = true");
        int waiting = jobs.submit("/bin/true", "T9_NOWHERE", "include : " + dag.resolve("cleanup.inc"));
        // hold = true is HTCondor's code 15; a person's condor_hold is 1
        jobs.raw("condor_release", String.valueOf(byPerson));
        assertThat(jobs.raw("condor_hold", String.valueOf(byPerson)).exitCode()).isZero();

        assertThat(reason(jobs.awaitGone(stuck))).contains("WMS2: ran for more than 5 s");
        JobAd input = jobs.awaitGone(noInput);
        assertThat(reason(input)).contains("WMS2: held too long, code 13: ", "/there/is/no/such/file");
        assertThat(input.count("NumHolds"))
                .as("released once, for a passing reason")
                .isEqualTo(2);
        assertThat(input.count("NumJobStarts"))
                .as("no bound: it was never started")
                .isZero();
        assertThat(reason(jobs.awaitGone(waiting))).contains("WMS2: idle for more than 20 s");
        assertThat(reason(jobs.awaitGone(dead)))
                .matches("(?s).*WMS2: no life in it, CPU time [0-3]\\.?[0-9]* s in 25 s.*");
        JobAd worked = jobs.awaitGone(busy);
        assertThat(reason(worked)).as("alive at 25 s").contains("WMS2: ran for more than 60 s");

        JobAd held = jobs.queue("ClusterId == " + byPerson).getFirst();
        assertThat(held.count("JobStatus")).isEqualTo(5);
        assertThat(held.count("HoldReasonCode")).isEqualTo(1);
        jobs.remove(byPerson);
    }
}
