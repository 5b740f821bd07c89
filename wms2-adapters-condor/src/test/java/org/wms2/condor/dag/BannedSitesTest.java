package org.wms2.condor.dag;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.id.SiteName;

class BannedSitesTest {
    @TempDir
    private Path dag;

    private boolean ban(String... sites) {
        DagDirectory files = new DagDirectory(DagSettings.of(dag, SyntheticPayload.at(Path.of("/storage"))));
        Collection<SiteName> banned = Stream.of(sites).map(SiteName::new).collect(Collectors.toList());
        return files.writeBans(dag.toString(), new TreeSet<>(banned));
    }

    @Test
    void bans_are_lines_and_written_only_when_they_change() throws Exception {
        assertThat(ban()).isFalse();
        assertThat(dag).isEmptyDirectory();
        assertThat(ban("T2_CH_CERN", "T1_US_FNAL")).isTrue();
        Path file = dag.resolve("banned");
        assertThat(file).content().isEqualTo("T1_US_FNAL\nT2_CH_CERN\n");
        FileTime then = FileTime.from(Instant.ofEpochSecond(1000));
        Files.setLastModifiedTime(file, then);
        assertThat(ban("T1_US_FNAL", "T2_CH_CERN")).isFalse();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(then);
        assertThat(ban("T1_US_FNAL")).isTrue();
        assertThat(file).content().isEqualTo("T1_US_FNAL\n");
        assertThat(ban()).isTrue();
        assertThat(file).isEmptyFile();
        assertThat(ban()).isFalse();
        try (Stream<Path> left = Files.list(dag)) {
            assertThat(left.toList()).isEqualTo(List.of(file));
        }
    }

    @Test
    void a_directory_that_is_gone_is_told_nothing() {
        DagDirectory files = new DagDirectory(DagSettings.of(dag, SyntheticPayload.at(Path.of("/storage"))));
        TreeSet<SiteName> banned = new TreeSet<>(List.of(new SiteName("T2_CH_CERN")));
        assertThat(files.writeBans(dag.resolve("gone").toString(), banned)).isFalse();
        assertThat(dag.resolve("gone")).doesNotExist();
    }
}
