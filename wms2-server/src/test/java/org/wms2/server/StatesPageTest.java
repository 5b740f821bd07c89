package org.wms2.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.wms2.domain.lifecycle.BlockMoves;
import org.wms2.domain.lifecycle.DagMoves;
import org.wms2.domain.lifecycle.MoveGuard;
import org.wms2.domain.lifecycle.MoveTable;
import org.wms2.domain.lifecycle.RequestMoves;
import org.wms2.domain.lifecycle.WorkUnitMoves;
import org.wms2.ports.request.RequestStatus;

/**
 * The pictures of docs/states.md show the domain's tables. With {@code -Dwms2.write-docs=true} they are drawn anew instead
 * of compared.
 */
class StatesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "states.md");

    private static Map<String, MoveTable<?>> tables() {
        Map<String, MoveTable<?>> tables = new LinkedHashMap<>();
        tables.put("request", RequestMoves.TABLE);
        tables.put("dag", DagMoves.TABLE);
        tables.put("work-unit", WorkUnitMoves.TABLE);
        tables.put("block", BlockMoves.TABLE);
        return tables;
    }

    @Test
    void everyTableHasItsPicture() throws IOException {
        String page = Files.readString(PAGE);
        String drawn = page;
        for (Map.Entry<String, MoveTable<?>> table : tables().entrySet()) {
            drawn = with(drawn, "picture " + table.getKey(), picture(table.getValue()));
        }
        drawn = with(drawn, "table request", requestTable());
        if (Boolean.getBoolean("wms2.write-docs")) {
            Files.writeString(PAGE, drawn);
        } else {
            assertThat(page)
                    .as("pictures of docs/states.md: draw them anew with -Dwms2.write-docs=true")
                    .isEqualTo(drawn);
        }
    }

    private static String with(String page, String name, String picture) {
        String begin = "<!-- " + name + ": drawn by StatesPageTest -->\n";
        String end = "<!-- end -->\n";
        int from = page.indexOf(begin);
        assertThat(from).as("the place of picture %s in docs/states.md", name).isNotNegative();
        int to = page.indexOf(end, from);
        assertThat(to).as("the end of picture %s in docs/states.md", name).isNotNegative();
        return page.substring(0, from + begin.length()) + picture + page.substring(to);
    }

    /** One line per move; moves that differ only in where they begin are one. */
    private static String requestTable() {
        Map<String, List<String>> from = new LinkedHashMap<>();
        for (MoveTable.Move<RequestStatus> move : RequestMoves.TABLE.moves()) {
            String rest = " | " + word(move.to()) + " | " + move.trigger().word() + " | " + MoveGuard.words(move.to())
                    + " | " + move.when() + " |";
            from.computeIfAbsent(rest, r -> new ArrayList<>()).add(word(move.from()));
        }
        return from.entrySet().stream()
                .map(e -> "| " + String.join(", ", e.getValue()) + e.getKey())
                .collect(Collectors.joining(
                        "\n", "| from | to | trigger | guard | when |\n|---|---|---|---|---|\n", "\n"));
    }

    private static String picture(MoveTable<?> table) {
        List<String> arrows = table.moves().stream()
                .map(m -> "  " + word(m.from()) + " --> " + word(m.to()))
                .distinct()
                .toList();
        return arrows.stream().collect(Collectors.joining("\n", "```mermaid\nstateDiagram-v2\n", "\n```\n"));
    }

    private static String word(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
