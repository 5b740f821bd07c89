package org.wms2.domain.ledger;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.LedgerState;

/**
 * What an audit has found.
 *
 * @param round the only one that was looked at; empty for all
 * @param counted what one position is, such as "lumi sections of files"
 * @param positions of the ledger in all
 * @param states positions by state: every state, in its order; their sum is {@code positions} if nothing is wrong
 * @param exclusions by reason, only reasons that there are; none in the audit of one round
 * @param workUnits looked at
 * @param checks in order
 */
public record AuditResult(
        RequestName request,
        OptionalInt round,
        String counted,
        long positions,
        Map<LedgerState, Long> states,
        List<Excluded> exclusions,
        long workUnits,
        List<Check> checks) {
    public AuditResult {
        EnumMap<LedgerState, Long> all = new EnumMap<>(LedgerState.class);
        for (LedgerState state : LedgerState.values()) {
            all.put(state, states.getOrDefault(state, 0L));
        }
        states = Collections.unmodifiableMap(all);
        exclusions = List.copyOf(exclusions);
        checks = List.copyOf(checks);
    }

    /**
     * Input that is not processed, for one reason.
     *
     * @param positions of it that had been given a position before it was excluded
     * @param files left out whole, without a position
     * @param lumis left out without a position
     * @param events of the files left out whole
     */
    public record Excluded(ExclusionReason reason, long positions, long files, long lumis, long events) {}

    /**
     * One thing that was compared.
     *
     * @param name for scripts; it does not change
     * @param compared what with what
     * @param cases how often
     * @param differences how often in vain
     * @param first difference, in words; empty if there is none
     */
    public record Check(String name, String compared, long cases, long differences, String first) {
        public boolean ok() {
            return differences == 0;
        }
    }

    /** Whether nothing differs. */
    public boolean isClean() {
        return firstDifference().isEmpty();
    }

    /** The first difference, in words. */
    public Optional<String> firstDifference() {
        return checks.stream().filter(c -> !c.ok()).map(Check::first).findFirst();
    }
}
