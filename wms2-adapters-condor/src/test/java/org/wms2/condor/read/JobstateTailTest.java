package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobstateTailTest {
    private static final String BEGIN = "1000 INTERNAL *** DAGMAN_STARTED 16.0 ***\n";

    @TempDir
    private Path directory;

    private Path file;
    private final GroupStates states = new GroupStates();
    private JobstateTail tail;

    @BeforeEach
    void beginAnew() {
        file = directory.resolve("workflow.jobstate.log");
        tail = new JobstateTail(file, states);
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String submitted(int ordinal) {
        return "1001 mg_%06d SUBMIT 17.0 - - 1\n".formatted(ordinal);
    }

    @Test
    void a_file_that_is_not_there_is_none() {
        assertThat(tail.advance()).isFalse();
    }

    @Test
    void only_what_is_new_is_read() throws IOException {
        append(BEGIN + submitted(0).repeat(1000));
        assertThat(tail.advance()).isTrue();
        long first = tail.bytesRead();
        assertThat(first).isEqualTo(Files.size(file));
        assertThat(tail.advance()).isTrue();
        assertThat(tail.bytesRead()).as("nothing has changed").isEqualTo(first);
        append(submitted(7));
        tail.advance();
        assertThat(tail.bytesRead() - first).isBetween(30L, 200L);
        assertThat(states.started()).containsExactly(0, 7);
    }

    @Test
    void a_line_that_is_being_written_waits_for_its_end() throws IOException {
        append(BEGIN + "1001 mg_000003 SUB");
        tail.advance();
        assertThat(states.started()).isEmpty();
        append("MIT 17.0 - - 1");
        tail.advance();
        assertThat(states.started()).isEmpty();
        append("\n");
        tail.advance();
        assertThat(states.started()).containsExactly(3);
        assertThat(states.asks()).isFalse();
    }

    @Test
    void a_file_that_was_cut_short_is_read_anew() throws IOException {
        append(BEGIN + submitted(0) + submitted(1));
        tail.advance();
        Files.writeString(file, BEGIN + submitted(2));
        tail.advance();
        assertThat(states.started()).containsExactly(2);
    }

    @Test
    void a_file_that_was_written_anew_and_has_outgrown_the_old_one_is_read_anew() throws IOException {
        append(BEGIN + submitted(0));
        tail.advance();
        Files.writeString(file, "1000 INTERNAL *** DAGMAN_STARTED 17.0 ***\n" + submitted(2) + submitted(3));
        tail.advance();
        assertThat(states.started()).containsExactly(2, 3);
    }

    @Test
    void a_file_of_the_same_length_with_other_words_is_read_anew() throws IOException {
        append(BEGIN + submitted(0));
        tail.advance();
        Files.writeString(file, BEGIN + submitted(9));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        tail.advance();
        assertThat(states.started()).containsExactly(9);
    }

    @Test
    void another_file_under_the_same_name_is_read_anew() throws IOException {
        append(BEGIN + submitted(0));
        tail.advance();
        Path other = directory.resolve("other");
        Files.writeString(other, BEGIN + submitted(1) + submitted(2));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        tail.advance();
        assertThat(states.started()).containsExactly(1, 2);
    }

    @Test
    void bytes_without_any_end_of_a_line_are_passed_over_and_doubted() throws IOException {
        append(BEGIN + "x".repeat(600_000) + "\n" + submitted(4));
        tail.advance();
        assertThat(states.started()).containsExactly(4);
        assertThat(states.asks()).isTrue();
    }

    /** Whatever the pieces are in which a log comes, it says the same in the end. */
    @Test
    void a_log_that_comes_in_pieces_says_what_a_whole_one_says() throws IOException {
        long seed = Long.getLong("wms2.seed", System.nanoTime());
        System.out.println("[seed] -Dwms2.seed=" + seed);
        Random random = new Random(seed);
        for (String name : RecordedDags.NAMES) {
            String log = RecordedDags.log(name);
            Path whole = directory.resolve(name + ".whole");
            Files.writeString(whole, log);
            GroupStates expected = new GroupStates();
            new JobstateTail(whole, expected).advance();
            Path grown = directory.resolve(name);
            GroupStates found = new GroupStates();
            JobstateTail growing = new JobstateTail(grown, found);
            int at = 0;
            while (at < log.length()) {
                int next = Math.min(log.length(), at + 1 + random.nextInt(200));
                Files.writeString(grown, log.substring(at, next), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                growing.advance();
                at = next;
            }
            assertThat(found.started()).as(name).isEqualTo(expected.started());
            assertThat(found.done()).as(name).isEqualTo(expected.done()).isNotEmpty();
            assertThat(found.asks()).isEqualTo(expected.asks());
        }
    }
}
