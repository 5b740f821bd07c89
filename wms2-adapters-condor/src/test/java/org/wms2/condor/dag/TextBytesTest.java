package org.wms2.condor.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextBytesTest {
    private final TextBytes out = new TextBytes();

    @Test
    void numbers_have_zeros_before_them_and_are_never_cut_off() {
        for (long value : new long[] {0, 1, 9, 10, 42, 999_999, 1_000_000, 12_345_678, Long.MAX_VALUE}) {
            out.reset();
            out.number(value, 6);
            assertThat(out).hasToString("%06d".formatted(value));
            out.reset();
            out.number(value);
            assertThat(out).hasToString(String.valueOf(value));
        }
        out.reset();
        out.number(Long.MIN_VALUE).ascii(" ").number(-1);
        assertThat(out).hasToString("-9223372036854775808 -1");
    }

    @Test
    void what_is_not_ascii_is_refused() {
        assertThatThrownBy(() -> out.ascii("T2_CH_CERN\u00e9")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> out.ascii("\u4e00")).isInstanceOf(IllegalArgumentException.class);
        assertThat(out.length()).isZero();
    }

    @Test
    void json_strings_read_back_as_they_were() throws JsonProcessingException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        JsonMapper mapper = new JsonMapper();
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(30);
            for (int j = 0; j < length; j++) {
                int most = random.nextInt(4) == 0 ? 0xd7ff : 0x80;
                text.append((char) random.nextInt(most));
            }
            out.reset();
            out.json(text.toString());
            assertThat(mapper.readValue(out.toString(), String.class))
                    .as("seed %s", seed)
                    .isEqualTo(text.toString());
        }
    }

    @Test
    void a_buffer_grows_and_is_empty_after_it_went_to_a_file(@TempDir Path temp) throws IOException {
        String line = "x".repeat(1_000) + "\n";
        for (int i = 0; i < 300; i++) {
            out.ascii(line);
        }
        assertThat(out.length()).isEqualTo(300 * 1_001);
        Path file = Modes.makeDirectory(temp.resolve("d")).resolve("f");
        try (FileChannel channel = Modes.newFile(file)) {
            out.drainTo(channel);
            assertThat(out.length()).isZero();
            out.ascii("end").drainTo(channel);
        }
        assertThat(Files.readString(file)).isEqualTo(line.repeat(300) + "end");
    }
}
