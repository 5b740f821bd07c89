package org.wms2.cli.show;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.wms2.domain.why.Blockage;
import org.wms2.domain.why.StuckRule.Stuck;
import org.wms2.ports.request.Request;

/** Why a request does not move, in words. */
public final class WhyText {
    private WhyText() {}

    /** The lines: what blocks it, since when and whose it is, the evidence, what clears it. */
    public static List<String> of(Blockage blockage) {
        List<String> lines = new ArrayList<>();
        lines.add(blockage.request() + "  " + blockage.status().word() + "  "
                + blockage.cause().word());
        lines.add("blocked by: " + blockage.predicate());
        lines.add("since: " + seconds(blockage.since()));
        lines.add("owner: " + blockage.owner().word());
        Instant next = blockage.nextTry();
        lines.add("next try: " + (next == null ? "not before somebody acts" : seconds(next)));
        blockage.evidence().forEach(e -> lines.add("  - " + e));
        lines.add("to do: " + blockage.command());
        return lines;
    }

    /** The table of stuck requests. */
    public static Table stuck(List<Stuck> stuck) {
        Table table = Table.of("REQUEST", "STATUS", "CAUSE", "OWNER", "SINCE", ">LIMIT", "WHY");
        for (Stuck each : stuck) {
            Request request = each.request();
            table.row(
                    request.name(),
                    request.status().word(),
                    each.cause().word(),
                    each.cause().owner().word(),
                    seconds(each.since()),
                    each.limit().toHours() + " h",
                    RequestText.brief(request.reason()));
        }
        return table;
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
