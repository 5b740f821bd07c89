package org.wms2.condor.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.Archived;
import org.wms2.ports.htcondor.DiskRoom;
import org.wms2.ports.htcondor.RemovedFiles;
import org.wms2.ports.htcondor.StoredUnder;
import org.wms2.ports.htcondor.SubmitDisk.Leftovers;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;

/** Archives, removals, room and leftovers on a real disk. */
class LocalDiskTest {
    private static final RequestName REQUEST = new RequestName("req");
    private static final String UNIT = "abcdefghij";

    @TempDir
    private Path temp = Path.of("/");

    private Path submit = Path.of("/");
    private Path round = Path.of("/");
    private LocalDisk disk = new LocalDisk(places(Path.of("/"), 0));

    private static HousePlaces places(Path root, long reserve) {
        return new HousePlaces(
                root.resolve("submit"),
                root.resolve("archive"),
                Optional.of(root.resolve("storage")),
                List.of(root.resolve("pool")),
                reserve);
    }

    @BeforeEach
    void aRoundThatHasRun() throws IOException {
        submit = temp.resolve("submit");
        round = submit.resolve("req/v1/r0");
        disk = new LocalDisk(places(temp, 0));
        write(round.resolve("workflow.dag"), "SUBDAG EXTERNAL mg_000000 group.dag DIR mg_000000\n");
        write(round.resolve("mg_000000/side/proc_000000-a0_0_0.json"), "{}");
        write(round.resolve("job/wms2_job.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(round.resolve("job/wms2_job.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(round.resolve("mg_000000/log"));
        Files.createSymbolicLink(round.resolve("outside"), temp);
        write(temp.resolve("precious"), "not ours");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private Archived archive() {
        return disk.archive(REQUEST, List.of(round.toString()), null);
    }

    private static List<String> run(Path directory, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Test
    void an_archive_is_what_any_tar_unpacks_and_sha256sum_checks() throws IOException {
        Archived made = archive();
        assertThat(made.made()).isTrue();
        assertThat(made.file()).isEqualTo(temp.resolve("archive/req.tar.gz").toString());
        assertThat(made.files()).isEqualTo(4);
        Path there = Files.createDirectories(temp.resolve("unpacked"));
        assertThat(run(there, "tar", "xzf", made.file())).isEmpty();
        assertThat(run(there, "sha256sum", "-c", "MANIFEST.sha256")).hasSize(3).allMatch(l -> l.endsWith(": OK"));
        assertThat(there.resolve("req/v1/r0/mg_000000/log")).isDirectory();
        assertThat(there.resolve("req/v1/r0/job/wms2_job.sh")).isExecutable();
        assertThat(Files.readSymbolicLink(there.resolve("req/v1/r0/outside"))).isEqualTo(temp);
        assertThat(Files.readString(there.resolve("MANIFEST.sha256"))).contains("# link req/v1/r0/outside -> " + temp);
    }

    @Test
    void an_archive_that_holds_what_is_there_is_left_as_it_is_and_one_of_an_earlier_state_made_anew()
            throws IOException {
        archive();
        assertThat(archive().made()).isFalse();
        write(round.resolve("workflow.dag.dagman.out"), "a late word");
        Archived anew = archive();
        assertThat(anew.made()).isTrue();
        assertThat(anew.files()).isEqualTo(5);
        disk.remove(round.toString());
        assertThat(archive().made()).isFalse();
        assertThat(archive().files()).isEqualTo(5);
    }

    @Test
    void an_archive_is_never_replaced_by_one_that_holds_less() throws IOException {
        Path second = submit.resolve("req/v1/r1");
        write(second.resolve("workflow.dag"), "second");
        List<String> both = List.of(round.toString(), second.toString());
        disk.archive(REQUEST, both, null);
        disk.remove(round.toString());
        assertThat(disk.archive(REQUEST, both, null).made()).isFalse();
        write(second.resolve("workflow.dag"), "changed");
        assertThatThrownBy(() -> disk.archive(REQUEST, both, null))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("differs")
                .hasMessageContaining("move the archive away");
        Files.writeString(temp.resolve("archive/req.tar.gz"), "no archive");
        assertThatThrownBy(() -> disk.archive(REQUEST, both, null)).hasMessageContaining("no whole archive");
    }

    @Test
    void an_archive_that_was_cut_off_or_changed_is_no_archive() throws IOException {
        Path file = Path.of(archive().file());
        byte[] whole = Files.readAllBytes(file);
        for (int bytes : List.of(0, 20, whole.length / 2, whole.length - 4)) {
            Files.write(file, java.util.Arrays.copyOf(whole, bytes));
            assertThatThrownBy(this::archive)
                    .as("%s of %s bytes", bytes, whole.length)
                    .hasMessageContaining("no whole archive");
        }
        Files.write(file, whole);
        assertThat(archive().made()).isFalse();
        assertThat(temp.resolve("archive"))
                .isDirectoryNotContaining(p -> p.toString().endsWith(".new"));
    }

    @Test
    void nothing_to_archive_is_said_in_words_and_a_place_may_be_given() {
        assertThat(disk.archive(
                                REQUEST,
                                List.of(round.toString()),
                                temp.resolve("else/x.tgz").toString())
                        .file())
                .isEqualTo(temp.resolve("else/x.tgz").toString());
        disk.remove(round.toString());
        assertThatThrownBy(this::archive).hasMessageContaining("nothing to archive");
    }

    @Test
    void a_directory_is_removed_with_what_lies_beside_it_and_no_link_is_followed() throws IOException {
        write(round.resolveSibling(".r0.lock"), "");
        write(round.resolveSibling(".r0.submission"), "");
        RemovedFiles removed = disk.remove(round.toString());
        assertThat(removed.files()).isEqualTo(4);
        assertThat(removed.bytes()).isPositive();
        assertThat(submit).isEmptyDirectory();
        assertThat(temp.resolve("precious")).exists();
        assertThat(disk.remove(round.toString())).isEqualTo(RemovedFiles.NONE);
    }

    @Test
    void another_round_of_the_request_stays() throws IOException {
        write(submit.resolve("req/v1/r1/workflow.dag"), "second");
        disk.remove(round.toString());
        assertThat(submit.resolve("req/v1/r1/workflow.dag")).exists();
        assertThat(round).doesNotExist();
    }

    @Test
    void a_removal_that_was_killed_after_the_rename_or_in_the_middle_is_ended_by_the_next() throws IOException {
        Path gone = round.resolveSibling(".r0.gone");
        Files.move(round, gone);
        Files.delete(gone.resolve("workflow.dag"));
        assertThat(disk.remove(round.toString()).files()).isEqualTo(3);
        assertThat(submit).isEmptyDirectory();
    }

    @Test
    void only_submit_directories_are_ever_touched() throws IOException {
        write(submit.resolve("real/v1/r0/workflow.dag"), "real");
        Files.createSymbolicLink(submit.resolve("linked"), submit.resolve("real"));
        Files.createDirectories(submit.resolve("two/v1"));
        Files.createSymbolicLink(submit.resolve("two/v1/r0"), round);
        for (String path : List.of(
                temp.toString(),
                submit.toString(),
                submit + "/req",
                submit + "/req/v1",
                submit + "/req/v1/r0/mg_000000",
                submit + "/req/v1/x0",
                submit + "/../precious",
                submit + "/req/v1/../v1/r0",
                submit + "/.hidden/v1/r0",
                "submit/req/v1/r0",
                submit + "/linked/v1/r0",
                submit + "/two/v1/r0")) {
            assertThatThrownBy(() -> disk.remove(path)).as(path).hasMessageContaining("nothing was touched");
            assertThatThrownBy(() -> disk.archive(REQUEST, List.of(path), null))
                    .as(path)
                    .isInstanceOf(Wms2Exception.class);
        }
        assertThat(submit.resolve("real/v1/r0/workflow.dag")).exists();
        assertThat(round.resolve("workflow.dag")).exists();
        assertThat(temp.resolve("precious")).exists();
    }

    @Test
    void one_tidies_at_a_time() {
        String said = disk.exclusively(() -> {
            LocalDisk other = new LocalDisk(places(temp, 0));
            assertThatThrownBy(() -> other.exclusively(() -> "both")).isInstanceOf(ServiceUnavailableException.class);
            return "alone";
        });
        assertThat(said).isEqualTo("alone");
        assertThat(disk.exclusively(() -> "again")).isEqualTo("again");
    }

    @Test
    void a_disk_says_how_much_room_it_has_also_before_the_directory_is_there() {
        DiskRoom room =
                new LocalDisk(places(temp.resolve("not/yet"), 5)).rooms().getFirst();
        assertThat(room.freeBytes()).isPositive();
        assertThat(room.freeFiles()).isPositive();
        assertThat(room.reserveBytes()).isEqualTo(5);
        assertThat(room.holds(0, 0)).isTrue();
        assertThat(room.holds(Long.MAX_VALUE, 0)).isFalse();
        // The pool is on the same disk: said once.
        assertThat(disk.rooms()).hasSize(1);
    }

    @Test
    void leftovers_are_files_with_a_work_units_id_that_nobody_knows() throws IOException {
        String base = "/store/unmerged/Era/Primary/TIER/Proc-v1";
        Path there = temp.resolve("storage" + base + "/00000");
        write(there.resolve(UNIT + "-a0_0_0_1-proc_000000-out.root"), "12345");
        write(there.resolve(UNIT + "-a0_0_0_1-proc_000001-out.root.part"), "12");
        write(there.resolve(UNIT + "-a0_0_0_1-proc_000002-known.root"), "known");
        write(there.resolve("zzzzzzzzzz-a0_0_0_1-proc_000000-out.root"), "another's");
        write(there.resolve(UNIT + "x-out.root"), "no id");
        write(temp.resolve("storage" + base + "/notes/" + UNIT + "-x"), "elsewhere");
        List<StoredUnder> places = List.of(
                new StoredUnder(
                        base,
                        Set.of(new WorkUnitId(UNIT)),
                        Set.of(new Lfn(base + "/00000/" + UNIT + "-a0_0_0_1-proc_000002-known.root"))),
                new StoredUnder("/store/nothing/here", Set.of(new WorkUnitId(UNIT)), Set.of()));
        Leftovers found = disk.leftovers(places, false).orElseThrow();
        assertThat(found.found()).isEqualTo(new RemovedFiles(2, 7));
        assertThat(found.lfns())
                .containsExactly(
                        base + "/00000/" + UNIT + "-a0_0_0_1-proc_000000-out.root",
                        base + "/00000/" + UNIT + "-a0_0_0_1-proc_000001-out.root.part");
        assertThat(there).isDirectoryContaining(p -> p.toString().endsWith("proc_000000-out.root"));
        assertThat(disk.leftovers(places, true).orElseThrow().found()).isEqualTo(found.found());
        assertThat(disk.leftovers(places, true).orElseThrow().found()).isEqualTo(RemovedFiles.NONE);
        try (java.util.stream.Stream<Path> left = Files.list(there)) {
            assertThat(left).hasSize(3);
        }
    }
}
