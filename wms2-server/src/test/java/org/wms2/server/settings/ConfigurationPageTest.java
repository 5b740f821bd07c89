package org.wms2.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/configuration.md lists exactly the properties that there are, with their defaults. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void everyPropertyHasItsLineAndNoOtherHasOne() throws IOException {
        List<String> lines = Files.readAllLines(PAGE).stream()
                .filter(l -> l.startsWith("| `"))
                .toList();

        assertThat(lines)
                .containsExactlyElementsOf(
                        Settings.ALL.stream().map(ConfigurationPageTest::line).toList());
    }

    private static String line(Setting<?> setting) {
        String fallback = setting.fallback();
        return "| `" + setting.key() + "` | `" + setting.variable() + "` | "
                + setting.purpose().replace("<", "&lt;") + " | " + setting.unit() + " | "
                + (fallback == null ? "" : "`" + fallback + "`") + " |";
    }
}
