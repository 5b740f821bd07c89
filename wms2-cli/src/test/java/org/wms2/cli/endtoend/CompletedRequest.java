package org.wms2.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A completed request as {@code import --json} tells it, with what must be true of every one.
 *
 * @param json the command's result
 * @param files merged files below the places that the result names, as they lie on disk
 */
record CompletedRequest(TestHome home, JsonNode json, List<MergedFile> files) {
    static CompletedRequest of(TestHome home, JsonNode json) {
        assertThat(json.path("request").path("status").asText())
                .as("status of %s", json.path("request"))
                .isEqualTo("completed");
        List<String> datasets = datasets(json);
        // A directory may hold files of another request that makes the same dataset.
        List<MergedFile> files = MergedFile.of(json).stream()
                .filter(f -> datasets.contains(f.dataset()))
                .toList();
        return new CompletedRequest(home, json, files);
    }

    String name() {
        return json.path("request").path("request").asText();
    }

    List<String> datasets() {
        return datasets(json);
    }

    /** Events by data tier, in the files on disk. */
    Map<String, Long> eventsOnDisk() {
        return sums(files, MergedFile::dataset, MergedFile::events);
    }

    /** Events by data tier, as a plan or a result tells its outputs. */
    static Map<String, Long> eventsTold(JsonNode planOrResult) {
        List<JsonNode> outputs = new ArrayList<>();
        planOrResult.path("outputs").forEach(outputs::add);
        return sums(
                outputs, o -> o.path("dataset").asText(), o -> o.path("events").asLong());
    }

    private static <T> Map<String, Long> sums(
            List<T> things, java.util.function.Function<T, String> dataset, ToLongFunction<T> events) {
        return things.stream()
                .collect(Collectors.groupingBy(
                        thing -> dataset.apply(thing).replaceFirst("^.*/", ""),
                        TreeMap::new,
                        Collectors.summingLong(events)));
    }

    /** Every output announced, as told, in DBS and in every block. */
    void isAnnounced(PretendedCms cms) {
        assertThat(json.path("outputs"))
                .isNotEmpty()
                .allSatisfy(output -> assertThat(output.path("status").asText())
                        .as("status of %s", output)
                        .isEqualTo("announced"));
        assertThat(json.path("blocks"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(block.path("status").asText())
                        .as("status of %s", block)
                        .isEqualTo("announced"));
        assertThat(datasets())
                .allSatisfy(dataset -> assertThat(cms.accessType(dataset))
                        .as("access type of %s", dataset)
                        .isEqualTo("VALID"));
    }

    /** Merged files lie at their LFNs, with the size and events that DBS has; nothing unmerged is left. */
    void isOnDisk(PretendedCms cms) {
        assertThat(files).isNotEmpty().allSatisfy(file -> {
            assertThat(file.lfn()).matches("/store/(mc|data|backfill/\\d+)/.+\\.root");
            assertThat(file.path()).isEqualTo(home.onDisk(file.lfn()));
        });
        assertThat(eventsOnDisk()).isEqualTo(eventsTold(json));
        for (String dataset : datasets()) {
            for (JsonNode inDbs : cms.files(dataset)) {
                MergedFile onDisk = file(inDbs.path("logical_file_name").asText());
                assertThat(onDisk.path()).hasSize(inDbs.path("file_size").asLong());
                assertThat(onDisk.events()).isEqualTo(inDbs.path("event_count").asLong());
            }
        }
        List<String> unmerged = unmergedFiles();
        assertThat(unmerged).as("unmerged files that were made").isNotEmpty();
        assertThat(unmerged).noneSatisfy(lfn -> assertThat(home.onDisk(lfn)).exists());
    }

    /** DBS and Rucio have every merged file, once, and no other. */
    void isRegisteredOnce(PretendedCms cms) {
        for (String dataset : datasets()) {
            List<String> here = files.stream()
                    .filter(f -> f.dataset().equals(dataset))
                    .map(MergedFile::lfn)
                    .toList();
            assertThat(cms.files(dataset).stream()
                            .map(f -> f.path("logical_file_name").asText()))
                    .as("files of %s in DBS", dataset)
                    .containsExactlyInAnyOrderElementsOf(here);
            assertThat(cms.rucioFiles(dataset))
                    .as("files of %s in Rucio", dataset)
                    .containsExactlyInAnyOrderElementsOf(here);
        }
    }

    /** The site in HTCondor's elected_site.inc is the one in every job's side file, for every work unit. */
    void ranAtElectedSites() {
        List<SubmitDirectory.Unit> units = SubmitDirectory.of(json).units();
        assertThat(units).hasSize(json.path("workUnits").path("total").asInt());
        int processing = 0;
        for (SubmitDirectory.Unit unit : units) {
            List<JsonNode> jobs = unit.sideFiles();
            Set<String> roles = new HashSet<>();
            jobs.forEach(job -> roles.add(job.path("role").asText()));
            assertThat(roles)
                    .as("roles in %s", unit.path())
                    .containsExactlyInAnyOrder("processing", "merge", "cleanup");
            assertThat(jobs)
                    .as("jobs of %s", unit.path())
                    .allSatisfy(job -> assertThat(job.path("site").asText()).isEqualTo(unit.electedSite()));
            processing += (int) jobs.stream()
                    .filter(job -> job.path("role").asText().equals("processing"))
                    .map(job -> job.path("node").asText())
                    .distinct()
                    .count();
        }
        assertThat(processing).isEqualTo(json.path("workUnits").path("jobs").asInt());
    }

    /** Exactly one DAGMan of its DAG ever started, which is the one in the record, and it ended well. */
    void hadOneDagMan(TestedPool pool) {
        assertThat(json.path("dags")).hasSize(1);
        JsonNode dag = json.path("dags").path(0);
        List<TestedPool.DagMan> started = pool.dagMans(dag.path("id").asText()).stream()
                .filter(TestedPool.DagMan::everStarted)
                .toList();
        assertThat(started)
                .as("DAGMans of %s that ever started", dag.path("id").asText())
                .singleElement()
                .satisfies(dagMan -> {
                    assertThat(dagMan.cluster()).isEqualTo(dag.path("cluster").asLong());
                    assertThat(dagMan.starts()).isEqualTo(1);
                    assertThat(dagMan.exitCode()).isZero();
                });
    }

    private MergedFile file(String lfn) {
        return files.stream()
                .filter(f -> f.lfn().equals(lfn))
                .findFirst()
                .orElseThrow(() -> new AssertionError(lfn + " is in DBS and not on disk"));
    }

    /** What the processing jobs wrote, by their side files. */
    private List<String> unmergedFiles() {
        return SubmitDirectory.of(json).units().stream()
                .flatMap(unit -> unit.sideFiles().stream())
                .filter(side -> side.path("role").asText().equals("processing"))
                .flatMap(side -> StreamSupport.stream(side.path("outputs").spliterator(), false))
                .map(output -> output.path("lfn").asText())
                .filter(lfn -> !Files.isDirectory(home.onDisk(lfn)))
                .toList();
    }

    private static List<String> datasets(JsonNode json) {
        return StreamSupport.stream(json.path("outputs").spliterator(), false)
                .map(o -> o.path("dataset").asText())
                .toList();
    }
}
