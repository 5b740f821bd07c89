package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wms2.condor.dag.CondorText;
import org.wms2.condor.dag.DagDirectory;
import org.wms2.condor.dag.DagSettings;
import org.wms2.condor.dag.JobAttributes;
import org.wms2.condor.dag.JobLimits;
import org.wms2.condor.dag.JobPolicy;
import org.wms2.condor.dag.SyntheticPayload;
import org.wms2.condor.dag.TestProxy;
import org.wms2.condor.read.JobAd;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.SamplePlans;

/** HTCondor's own tools read back what we write. */
@Tag("htcondor")
class ParseBackPoolTest {
    private static final List<String> PIECES = List.of(
            "\"",
            "\\",
            "$",
            "(",
            ")",
            "$(",
            "$$",
            "$$(Cpus)",
            "$ENV(HOME)",
            "$(HOME)",
            "$(DOLLAR)",
            "'",
            " ",
            "é",
            "日",
            "😀",
            "#",
            ";",
            "=",
            "a",
            "Z",
            "0",
            "[",
            "]",
            "{",
            "}",
            "%",
            "&",
            "|",
            "<",
            ">",
            "`",
            "~",
            ",",
            "//",
            "/*",
            "\\n",
            "\\\"",
            "queue",
            "@=",
            "if",
            "\n",
            "\t",
            "\u0085");

    private final PoolJobs jobs = new PoolJobs();

    private interface Writer {
        String of(String value);
    }

    /** Random values that a writer takes; what it refuses is none of HTCondor's business. */
    private static List<String> accepted(Random random, int count, Writer writer) {
        List<String> values = new ArrayList<>();
        while (values.size() < count) {
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(9); i > 0; i--) {
                value.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            try {
                writer.of(value.toString());
                values.add(value.toString());
            } catch (Wms2Exception e) {
                assertThat(e.text()).contains("expected");
            }
        }
        return values;
    }

    private static Random random(long seed) {
        System.out.println("ParseBackPoolTest seed " + seed);
        return new Random(seed);
    }

    private Path dryRun(String text) {
        Path ads = jobs.directory().resolve("ads-" + UUID.randomUUID());
        CommandResult result = new ObservedTools(
                        org.wms2.condor.pool.TestPool.get().environment(), org.wms2.ports.system.CallObserver.NONE)
                .run(
                        "condor_submit",
                        List.of("-dry-run", ads.toString(), "-"),
                        jobs.directory(),
                        text,
                        Duration.ofSeconds(60));
        assertThat(result.exitCode()).as(result.words()).isZero();
        assertThat(result.stderr()).doesNotContain("unused", "WARNING");
        return ads;
    }

    private List<JobAd> read(Path ads, String... more) {
        List<String> arguments = new ArrayList<>(List.of("-jobads", ads.toString(), "-json"));
        arguments.addAll(List.of(more));
        CommandResult result = jobs.raw("condor_q", arguments.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.words()).isZero();
        return JobAd.parse("condor_q", result.stdout());
    }

    private static String job(String lines) {
        return "executable = /bin/true\ntransfer_executable = false\n" + lines + "queue\n";
    }

    @Test
    void strings_of_job_attributes_and_of_constraints_mean_themselves() {
        List<String> values = accepted(random(20261125), 60, CondorText::submitString);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            lines.append(CondorText.my("V" + i, CondorText.submitString(values.get(i))));
        }
        Path ads = dryRun(job(lines.toString()));
        JobAd ad = read(ads).getFirst();
        for (int i = 0; i < values.size(); i++) {
            assertThat(ad.text("V" + i)).as(values.get(i)).contains(values.get(i));
        }
        // all at once: one that is read as something else would make the whole untrue
        StringBuilder same = new StringBuilder("True");
        for (int i = 0; i < values.size(); i++) {
            same.append(" && V" + i + " =?= ").append(CondorText.classAdString(values.get(i)));
        }
        assertThat(read(ads, "-constraint", same.toString())).hasSize(1);
        assertThat(read(ads, "-constraint", same + " && V0 =?= \"other\"")).isEmpty();
    }

    @Test
    void arguments_are_those_that_the_program_gets() throws Exception {
        List<String> values = accepted(random(7), 40, CondorText::argument).stream()
                .filter(v -> !v.contains("\0"))
                .toList();
        Path show = jobs.directory().resolve("show.sh");
        Files.writeString(show, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(show, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        int cluster = jobs.submit(
                show.toString(),
                "T2_CH_CERN",
                "output = show.out",
                "arguments = \""
                        + String.join(
                                " ", values.stream().map(CondorText::argument).toList())
                        + "\"");
        jobs.awaitGone(cluster);
        assertThat(Files.readAllLines(jobs.directory().resolve("show.out"))).isEqualTo(values);
    }

    @Test
    void the_words_of_a_removal_are_kept_as_they_are() throws InterruptedException {
        String words = CondorText.sentence("it's \"our\" \\ reason: $(X) é\nsecond");
        int cluster = jobs.submit("/bin/true", "T9_NOWHERE");
        assertThat(jobs.raw("condor_rm", "-reason", words, String.valueOf(cluster))
                        .exitCode())
                .isZero();
        assertThat(jobs.awaitGone(cluster).text("RemoveReason").orElse("")).contains(words);
    }

    @Test
    void every_submit_file_carries_the_policy_into_its_jobs() throws Exception {
        Path proxy = TestProxy.write(jobs.directory().resolve("x509up"), "-1d", 3);
        java.util.TreeMap<String, String> extra = new java.util.TreeMap<>();
        extra.put("REQUIRED_OS", "\"rhel8\"");
        extra.put("Note", "\"a \\\"quoted\\\" # word; $$(Cpus:1)\"");
        JobPolicy policy = new JobPolicy(
                new JobAttributes("production", "cmsdataops", true, 1440, 3, false, 1200, extra),
                JobLimits.DEFAULT,
                2_345,
                proxy);
        Path dag = Path.of(new DagDirectory(DagSettings.of(jobs.directory(), SyntheticPayload.at(jobs.directory()))
                        .withJobs(policy))
                .write(SamplePlans.generator("user_B2G-1-" + UUID.randomUUID(), 1, 1), DagFiles.UNFENCED)
                .directory());
        Path group = dag.resolve("mg_000000");
        Files.writeString(group.resolve("elected_site.inc"), "WMS2_ELECTED_SITE = T2_CH_CERN\n");

        JobAd landing = submitted(group, "landing");
        JobAd processing = submitted(group, "processing");
        JobAd merge = submitted(group, "merge");
        JobAd cleanup = submitted(group, "cleanup");

        assertThat(List.of(landing, processing, merge, cleanup))
                .allSatisfy(ad -> {
                    assertThat(ad.text("AccountingGroup")).contains("production.cmsdataops");
                    assertThat(ad.text("CMS_Type")).contains("production");
                    assertThat(ad.text("CMSGroups")).contains("B2G");
                    assertThat(ad.text("JOB_GLIDEIN_CMSSite")).contains("$$(GLIDEIN_CMSSite:Unknown)");
                    assertThat(ad.text("Note")).contains("a \"quoted\" # word; $$(Cpus:1)");
                    assertThat(ad.text("REQUIRED_OS")).contains("rhel8");
                    assertThat(ad.text("CMS_ALLOW_OVERFLOW")).contains("False");
                    assertThat(ad.count("REQUIRED_MINIMUM_MICROARCH")).isEqualTo(3);
                    assertThat(ad.count("JobLeaseDuration")).isEqualTo(1200);
                    assertThat(ad.text("x509userproxy")).contains(proxy.toString());
                    assertThat(ad.attributes().path("PeriodicRemove").asText()).startsWith("/Expr(");
                })
                .extracting(ad -> ad.text("CMS_JobType").orElse("") + " " + ad.count("JobPrio") + " "
                        + ad.count("RequestMemory") + " " + ad.count("RequestCpus") + " " + ad.count("MaxWallTimeMins"))
                .containsExactly(
                        "Landing 90030 500 1 1440",
                        "Production 90000 500 1 1440",
                        "Merge 90020 2345 1 1440",
                        "Cleanup 90010 500 1 60");
    }

    private JobAd submitted(Path group, String role) throws IOException {
        Path ads = jobs.directory().resolve("ads-" + UUID.randomUUID());
        CommandResult result = new ObservedTools(
                        org.wms2.condor.pool.TestPool.get().environment(), org.wms2.ports.system.CallObserver.NONE)
                .run(
                        "condor_submit",
                        List.of(
                                "-dry-run",
                                ads.toString(),
                                "JOB=node",
                                "RETRY=0",
                                "WMS2_INDEX=0",
                                "WMS2_MAX_RETRIES=3",
                                "WMS2_DAG_ID=x-v1-r0",
                                "WMS2_WORK_UNIT=abcdefghij",
                                "../" + role + ".sub"),
                        group,
                        "",
                        Duration.ofSeconds(60));
        assertThat(result.exitCode()).as(role + ": " + result.words()).isZero();
        assertThat(result.stderr()).as(role).doesNotContain("WMS2_PRIORITY_OFFSET' was unused", "include");
        return read(ads).getFirst();
    }
}
