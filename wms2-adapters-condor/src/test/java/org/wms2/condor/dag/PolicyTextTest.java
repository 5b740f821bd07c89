package org.wms2.condor.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.SamplePlans;

class PolicyTextTest {
    @TempDir
    private Path temp;

    private Path write(JobPolicy policy) {
        DagSettings settings = DagSettings.of(temp, SyntheticPayload.at(Path.of("/s")));
        return Path.of(new DagDirectory(settings.withJobs(policy))
                .write(SamplePlans.generator("user_BPH-RunII-001", 1, 1), DagFiles.UNFENCED)
                .directory());
    }

    private static JobPolicy cms(Map<String, String> extra, Path proxy) {
        return new JobPolicy(
                new JobAttributes("production", "cmsdataops", true, 1440, 2, true, 1200, new TreeMap<>(extra)),
                JobLimits.DEFAULT,
                2_500,
                proxy);
    }

    @Test
    void a_pool_that_asks_for_nothing_gets_no_attributes_but_every_role_has_its_rules() throws IOException {
        Path directory = write(JobPolicy.DEFAULT);

        assertThat(directory.resolve("pool.inc"))
                .content()
                .isEqualTo("# for the jobs of all roles, from WMS2's settings\n");
        for (String role : new String[] {"landing", "processing", "merge", "cleanup"}) {
            assertThat(Files.readString(directory.resolve(role + ".inc")))
                    .doesNotContain("CMS_")
                    .contains("HoldReasonCode =!= 1 && time() - EnteredCurrentStatus > ")
                    .contains("\nMy.PeriodicRemoveReason = ifThenElse(");
            assertThat(Files.readAllLines(directory.resolve(role + ".sub")))
                    .containsSubsequence(
                            "include : ../pool.inc", "include : ../" + role + ".inc", "include : tuning.inc");
        }
        assertThat(directory.resolve("processing.inc"))
                .content()
                .contains("RemoteUserCpu + RemoteSysCpu < 60", "JobCurrentStartDate > 172800", "20000000 * RequestCpus")
                .doesNotContain("JobStatus == 1");
        assertThat(directory.resolve("landing.inc"))
                .content()
                .contains("JobCurrentStartDate > 1800")
                .doesNotContain("RemoteUserCpu", "DiskUsage");
    }

    @Test
    void a_cms_pool_gets_what_it_matches_accounts_and_monitors_by() throws IOException {
        Path directory = write(cms(Map.of("REQUIRED_OS", "\"rhel8\""), Path.of("/etc/wms2/x509up")));

        assertThat(Files.readAllLines(directory.resolve("pool.inc")))
                .containsExactly(
                        "# for the jobs of all roles, from WMS2's settings",
                        "accounting_group = production",
                        "accounting_group_user = cmsdataops",
                        "job_lease_duration = 1200",
                        "x509userproxy = /etc/wms2/x509up",
                        "My.CMS_Type = \"production\"",
                        "My.CMS_WMTool = \"WMS2\"",
                        "My.CMS_SubmissionTool = \"WMS2\"",
                        "My.CMS_RequestType = \"StepChain\"",
                        "My.WMAgent_RequestName = \"user_BPH-RunII-001\"",
                        "My.CMSGroups = \"BPH\"",
                        "My.JOB_GLIDEIN_CMSSite = \"$$(GLIDEIN_CMSSite:Unknown)\"",
                        "My.CMS_ALLOW_OVERFLOW = \"True\"",
                        "My.REQUIRED_MINIMUM_MICROARCH = 2",
                        "My.CMS_MATCH_MICROARCH = True",
                        "My.REQUIRED_OS = \"rhel8\"");
        assertThat(directory.resolve("landing.inc")).content().contains("\"Landing\"", "MaxWallTimeMins = 1440");
        assertThat(directory.resolve("processing.inc"))
                .content()
                .contains("CMS_JobType = \"Production\"", "Requestioslots = 0");
        assertThat(directory.resolve("merge.inc"))
                .content()
                .contains("CMS_JobType = \"Merge\"", "Requestioslots = 1", "WMS2_MERGE_MEMORY_MB = 2500");
        assertThat(directory.resolve("cleanup.inc"))
                .content()
                .contains("CMS_JobType = \"Cleanup\"", "MaxWallTimeMins = 60");
    }

    @Test
    void what_is_not_the_operators_to_set_or_breaks_the_line_is_refused_before_anything_is_written() {
        assertThatThrownBy(() -> cms(Map.of("WMS2_Role", "\"x\""), Path.of("/p")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WMS2_Role");
        assertThatThrownBy(() -> cms(Map.of("jobprio", "7"), Path.of("/p")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cms(Map.of("A", "1\nqueue 1000"), Path.of("/p")))
                .isInstanceOf(Wms2Exception.class);
        assertThatThrownBy(() -> cms(Map.of("a b", "1"), Path.of("/p"))).isInstanceOf(Wms2Exception.class);
        assertThatThrownBy(() -> cms(Map.of(), Path.of("/with space"))).isInstanceOf(Wms2Exception.class);
        assertThatThrownBy(() -> cms(Map.of(), Path.of("relative"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_idle_limit_and_no_releases_are_possible_and_a_zombie_must_be_one() {
        JobLimits d = JobLimits.DEFAULT;
        JobLimits strict = new JobLimits(
                d.held(),
                d.wall(),
                d.landing(),
                d.cleanup(),
                Duration.ofDays(2),
                d.zombieAfter(),
                d.zombieCpu(),
                1,
                0,
                d.releaseAfter());
        Path directory = write(new JobPolicy(JobAttributes.NONE, strict, 1, null));

        assertThat(directory.resolve("merge.inc"))
                .content()
                .contains("periodic_release = False", "JobStatus == 1 && time() - EnteredCurrentStatus > 172800");
        assertThatThrownBy(() -> new JobLimits(
                        d.held(),
                        d.wall(),
                        d.landing(),
                        d.cleanup(),
                        null,
                        d.zombieCpu(),
                        d.zombieAfter(),
                        1,
                        0,
                        d.releaseAfter()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CPU time");
    }
}
