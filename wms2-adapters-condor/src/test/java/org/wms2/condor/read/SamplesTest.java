package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wms2.ports.htcondor.DagMetrics;

/** The parsers on what HTCondor 23.9.6 really wrote: contracts/samples below {@code -Dwms2.shared}. */
class SamplesTest {
    private static final Path SAMPLES =
            Path.of(System.getProperty("wms2.shared", "absent")).resolve("contracts/samples");

    @Test
    void every_node_status_file_is_read() throws IOException {
        int files = each(name -> name.contains(".status") && !name.endsWith(".tmp"), file -> {
            NodeStatusFile status = NodeStatusFile.parse(file.toString(), read(file));
            assertThat(status.nodes()).as("%s", file).hasSize(status.total());
            assertThat(status.dagStatus()).as("%s", file).isIn(3, 5, 6);
        });
        ran("node status files", files, 80);
    }

    @Test
    void every_metrics_file_is_read() throws IOException {
        int files = each(name -> name.endsWith(".metrics"), file -> {
            MetricsFile metrics = MetricsFile.parse(file.toString(), read(file));
            assertThat(metrics.nodesFailed() + metrics.nodesSucceeded())
                    .as("%s", file)
                    .isLessThanOrEqualTo(metrics.nodes());
            assertThat(metrics.metrics().exitCode()).as("%s", file).isBetween(0, 2);
        });
        ran("metrics files", files, 20);
    }

    @Test
    void every_jobstate_log_is_read() throws IOException {
        int files = each(name -> name.endsWith("jobstate.log"), file -> {
            List<JobstateLog.Event> events = JobstateLog.parse(file.toString(), read(file));
            assertThat(events).as("%s", file).isNotEmpty();
            assertThat(events.getFirst().event()).as("%s", file).startsWith("DAGMAN_STARTED");
        });
        ran("jobstate logs", files, 10);
    }

    @Test
    void every_answer_of_condor_q_and_condor_history_is_read() throws IOException {
        int files = each(name -> name.startsWith("condor_") && name.endsWith(".json"), file -> {
            List<JobAd> ads = JobAd.parse(file.toString(), read(file));
            assertThat(ads).as("%s", file).isNotEmpty().allSatisfy(ad -> {
                assertThat(ad.integer("ClusterId")).isPresent();
                assertThat(ad.text("Requirements")).isEmpty();
            });
        });
        ran("answers of condor_q and condor_history", files, 10);
    }

    @Test
    void a_removed_dag_has_no_failed_nodes_and_says_so_in_its_metrics() {
        Path removed = SAMPLES.resolve("e3");
        if (!Files.isDirectory(removed)) {
            absent();
            return;
        }
        assertThat(DagmanFiles.progress(removed, "workflow.dag").failed()).isEmpty();
        assertThat(DagmanFiles.progress(removed, "workflow.dag").metrics())
                .extracting(DagMetrics::exitCode, DagMetrics::dagStatus)
                .containsExactly(2, 4);
        assertThat(DagmanFiles.progress(SAMPLES.resolve("two-groups-success"), "workflow.dag")
                        .done())
                .containsExactly(0, 1);
    }

    @Test
    void a_halted_dag_has_its_halt_file_and_no_failed_nodes() {
        Path halted = SAMPLES.resolve("halt");
        if (!Files.isDirectory(halted)) {
            absent();
            return;
        }
        assertThat(DagmanFiles.progress(halted, "workflow.dag").haltFile()).isTrue();
        assertThat(DagmanFiles.progress(halted, "workflow.dag").failed()).isEmpty();
        assertThat(DagmanFiles.progress(SAMPLES.resolve("e1"), "workflow.dag").haltFile())
                .isFalse();
    }

    private static int each(Predicate<String> wanted, Consumer<Path> check) throws IOException {
        if (!Files.isDirectory(SAMPLES)) {
            absent();
            return -1;
        }
        int count = 0;
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> wanted.test(name(f)))
                    .toList()) {
                check.accept(file);
                count++;
            }
        }
        return count;
    }

    private static void ran(String what, int files, int atLeast) {
        if (files >= 0) {
            System.out.println("[samples] " + files + " " + what + " read");
            assertThat(files).as(what).isGreaterThanOrEqualTo(atLeast);
        }
    }

    private static void absent() {
        System.err.println("[samples] NOT RUN: no contracts/samples in -Dwms2.shared="
                + System.getProperty("wms2.shared") + "; only our own fixtures have been tested");
    }

    private static String name(Path file) {
        return Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
    }

    private static String read(Path file) {
        return Texts.read(file, 64L << 20).orElseThrow();
    }
}
