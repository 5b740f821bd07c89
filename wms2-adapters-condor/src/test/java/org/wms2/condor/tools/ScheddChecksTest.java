package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.condor.Trees;

/** What the doctor says of a schedd, from what the tools of 23.9.6 say. */
class ScheddChecksTest {
    private Path directory;
    private PretendedTools tools;

    @BeforeEach
    void pretend() throws IOException {
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "checks");
        tools = new PretendedTools(directory);
        tools.says("condor_version", 0, "$CondorVersion: 23.9.6 2026-07-12 PackageID: 23.9.6 $", "");
        tools.says("condor_config_val", 0, "200\nTotalSchedulerJobsRunning < 500", "");
        tools.says(
                "condor_ping",
                0,
                "WRITE command using (AES, AES, and IDTOKENS) succeeded as wms2@x to schedd a@h.",
                "");
        tools.says("condor_status", 0, "T2_CH_CERN", "");
    }

    @AfterEach
    void clear() throws IOException {
        Trees.delete(directory);
    }

    private List<ScheddChecks.Line> lines() {
        return new ScheddChecks(tools.environment(), new Schedd("a@h", "cm"), 21).run();
    }

    private ScheddChecks.Line line(String what) {
        return lines().stream().filter(l -> l.what().contains(what)).findFirst().orElseThrow();
    }

    @Test
    void all_is_well() {
        assertThat(lines()).hasSize(5).allSatisfy(l -> {
            assertThat(l.ok()).as(l.toString()).isTrue();
            assertThat(l.what()).endsWith("a@h");
        });
        assertThat(line("security").detail()).contains("IDTOKENS");
        assertThat(line("limits").detail()).contains("200 of one owner", "500 of all");
        assertThat(line("version").detail()).contains("23.9.6");
        assertThat(line("sites").detail()).contains("T2_CH_CERN");
        assertThat(tools.calls()).anyMatch(c -> c.startsWith("condor_status <-pool> <cm>"));
    }

    @Test
    void a_schedd_that_does_not_answer_is_asked_nothing_more() {
        tools.says("condor_q", 1, "", "Error: Collector has no record of schedd/submitter");
        assertThat(line("schedd").ok()).isFalse();
        assertThat(line("schedd").detail()).contains("no record of schedd");
        assertThat(tools.calls()).noneMatch(c -> c.startsWith("condor_ping") || c.startsWith("condor_config_val"));
    }

    @Test
    void each_problem_says_what_to_do() {
        tools.says("condor_status", 0, "", "");
        tools.says("condor_ping", 1, "", "ERROR: couldn't locate a@h!");
        tools.says("condor_config_val", 0, "20\nTotalSchedulerJobsRunning < 500", "");
        tools.says("condor_version", 0, "$CondorVersion: 10.0.1 2023-01-01 $", "");
        assertThat(line("sites").ok()).isFalse();
        assertThat(line("sites").detail()).contains("GLIDEIN_CMSSite", "STARTD_ATTRS");
        assertThat(line("security").detail()).contains("couldn't locate", "IDTOKENS");
        assertThat(line("limits").detail()).contains("21", "MAX_RUNNING_SCHEDULER_JOBS_PER_OWNER");
        assertThat(line("version").detail()).contains("23 or newer");
    }
}
