package org.wms2.condor.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.SamplePlans;

class TuningFileTest {
    @TempDir
    private Path temp;

    private DagDirectory files = new DagDirectory(DagSettings.of(Path.of("/"), SyntheticPayload.at(Path.of("/s"))));
    private String directory = "";

    @BeforeEach
    void write() {
        files = new DagDirectory(DagSettings.of(temp, SyntheticPayload.at(Path.of("/s"))));
        directory = files.write(SamplePlans.generator("tuned", 3, 1), DagFiles.UNFENCED)
                .directory();
    }

    private List<String> tuning(int ordinal) throws IOException {
        return Files.readAllLines(Path.of(directory, DagText.group(ordinal), "tuning.inc"));
    }

    @Test
    void memory_is_raised_for_one_work_unit_and_never_lowered() throws IOException {
        files.setMemory(directory, 1, 750);
        files.setMemory(directory, 1, 600);

        assertThat(tuning(0)).contains("WMS2_MEMORY_MB = 500");
        assertThat(tuning(1))
                .containsExactly("WMS2_ATTEMPT = 0", "WMS2_PRIORITY = 90000", "WMS2_MEMORY_MB = 750", "WMS2_CORES = 1");
        assertThatThrownBy(() -> files.setMemory(directory, 7, 600))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("mg_000007");
    }

    @Test
    void a_priority_reaches_every_work_unit_and_other_lines_stay() throws IOException {
        Path second = Path.of(directory, DagText.group(1), "tuning.inc");
        Files.writeString(second, "# by hand\n WMS2_PRIORITY=1\nWMS2_DISK_KB = 7\nWMS2_PRIORITY = 2\n");

        files.setPriority(directory, 110_000);

        assertThat(tuning(0)).contains("WMS2_PRIORITY = 110000", "WMS2_MEMORY_MB = 500");
        assertThat(tuning(1)).containsExactly("# by hand", "WMS2_PRIORITY = 110000", "WMS2_DISK_KB = 7");
        assertThat(tuning(2)).contains("WMS2_PRIORITY = 110000");
    }

    @Test
    void nothing_is_written_where_it_says_so_already() throws IOException {
        Path file = Path.of(directory, DagText.group(0), "tuning.inc");
        Object before = Files.getAttribute(file, "unix:ino");

        files.setPriority(directory, 90_000);
        files.setMemory(directory, 0, 500);
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(before);

        files.setPriority(directory, 90_001);
        assertThat(Files.getAttribute(file, "unix:ino")).as("by rename").isNotEqualTo(before);
        assertThat(Path.of(file + ".new")).doesNotExist();
    }

    @Test
    void of_a_macro_that_stands_there_twice_the_last_counts_as_for_condor_submit() {
        TuningFile file = new TuningFile(List.of("A = 1", "A = 2", "B = x", "C = 99999999999999999999"));
        assertThat(file.value("A")).hasValue(2);
        assertThat(file.value("B")).isEmpty();
        assertThat(file.value("C")).isEmpty();
        assertThat(file.value("D")).isEmpty();
        assertThat(file.atLeast("A", 2)).isSameAs(file);
        assertThat(file.atLeast("B", 5).lines()).contains("B = 5");
    }
}
