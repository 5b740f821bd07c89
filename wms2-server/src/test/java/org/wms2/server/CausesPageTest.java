package org.wms2.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wms2.domain.why.Remedy;
import org.wms2.domain.why.StuckLimits;
import org.wms2.ports.request.Cause;

/**
 * docs/operations.md lists every cause, whose it is, when it counts as stuck and what to do. With
 * {@code -Dwms2.write-docs=true} the table is written anew instead of compared.
 */
class CausesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final String BEGIN = "<!-- causes: written by CausesPageTest -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void everyCauseHasItsLine() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN);
        assertThat(from).as("the place of the table in docs/operations.md").isNotNegative();
        int to = page.indexOf(END, from);
        String written = page.substring(0, from + BEGIN.length()) + table() + page.substring(to);
        if (Boolean.getBoolean("wms2.write-docs")) {
            Files.writeString(PAGE, written);
        } else {
            assertThat(page)
                    .as("causes in docs/operations.md: write them anew with -Dwms2.write-docs=true")
                    .isEqualTo(written);
        }
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| cause | owner | stuck after | what to do |\n|---|---|---|---|\n");
        for (Cause cause : Cause.values()) {
            table.append("| `" + cause.word() + "` | " + cause.owner().word() + " | " + limit(cause) + " | "
                    + Remedy.of(cause) + " |\n");
        }
        return table.toString();
    }

    private static String limit(Cause cause) {
        Optional<Duration> limit = StuckLimits.of(cause);
        return limit.map(l -> l.toHours() < 48 ? l.toHours() + " h" : l.toDays() + " d")
                .orElse("");
    }
}
