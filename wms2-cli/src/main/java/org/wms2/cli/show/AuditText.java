package org.wms2.cli.show;

import java.util.Locale;
import java.util.Map;
import org.wms2.domain.ledger.AuditResult;
import org.wms2.ports.ledger.LedgerState;

/** An audit's result in words. */
public final class AuditText {
    private static final int PERCENT = 100;

    private AuditText() {}

    /** States, exclusions, checks and the verdict. */
    public static String of(AuditResult result) {
        String gap = System.lineSeparator().repeat(2);
        StringBuilder text = new StringBuilder(result.request() + "  " + Amounts.number(result.positions()) + " "
                + result.counted() + ", " + Amounts.number(result.workUnits()) + " work units");
        text.append(gap).append(states(result).text());
        Table exclusions = Table.of("EXCLUDED", ">FILES", ">LUMIS", ">EVENTS", ">POSITIONS");
        for (AuditResult.Excluded excluded : result.exclusions()) {
            exclusions.row(
                    excluded.reason().word(),
                    Amounts.number(excluded.files()),
                    Amounts.number(excluded.lumis()),
                    Amounts.number(excluded.events()),
                    Amounts.number(excluded.positions()));
        }
        if (!exclusions.isEmpty()) {
            text.append(gap).append(exclusions.text());
        }
        Table checks = Table.of("CHECK", "", ">CASES", ">WRONG", "WHAT IS COMPARED");
        for (AuditResult.Check check : result.checks()) {
            checks.row(
                    check.name(),
                    check.ok() ? "ok" : "differs",
                    Amounts.number(check.cases()),
                    Amounts.number(check.differences()),
                    check.compared());
        }
        text.append(gap).append(checks.text()).append(gap);
        return text.append(result.firstDifference()
                        .map(d -> "first difference: " + d)
                        .orElse("clean"))
                .toString();
    }

    private static Table states(AuditResult result) {
        Table states = Table.of("STATE", ">POSITIONS", ">SHARE");
        long sum = 0;
        for (Map.Entry<LedgerState, Long> state : result.states().entrySet()) {
            states.row(
                    state.getKey().word(),
                    Amounts.number(state.getValue()),
                    share(state.getValue(), result.positions()));
            sum += state.getValue();
        }
        return states.row("all", Amounts.number(sum), share(sum, result.positions()));
    }

    private static String share(long part, long all) {
        return all == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", (double) PERCENT * part / all);
    }
}
