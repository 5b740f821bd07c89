package org.wms2.server.json;

import java.util.List;
import java.util.Optional;
import org.wms2.domain.ledger.AuditResult;

/**
 * What an audit has found.
 *
 * @param counted what one position is
 * @param states every state, in its order
 * @param exclusions by reason; only reasons that there are
 * @param workUnits looked at
 * @param difference the first one, in words; absent if it is clean
 */
public record AuditJson(
        String request,
        boolean clean,
        Optional<String> difference,
        String counted,
        long positions,
        List<StateJson> states,
        List<ExcludedJson> exclusions,
        long workUnits,
        List<CheckJson> checks) {

    /** Positions of one state. */
    public record StateJson(String state, long positions) {}

    /** Input that is not processed, for one reason. */
    public record ExcludedJson(String reason, long positions, long files, long lumis, long events) {}

    /**
     * One thing that was compared.
     *
     * @param cases how often
     * @param differences how often in vain
     * @param first difference; absent if there is none
     */
    public record CheckJson(
            String check, boolean ok, String compared, long cases, long differences, Optional<String> first) {}

    /** The form of a result. */
    public static AuditJson of(AuditResult result) {
        return new AuditJson(
                result.request().value(),
                result.isClean(),
                result.firstDifference(),
                result.counted(),
                result.positions(),
                result.states().entrySet().stream()
                        .map(s -> new StateJson(s.getKey().word(), s.getValue()))
                        .toList(),
                result.exclusions().stream()
                        .map(e -> new ExcludedJson(e.reason().word(), e.positions(), e.files(), e.lumis(), e.events()))
                        .toList(),
                result.workUnits(),
                result.checks().stream()
                        .map(c -> new CheckJson(
                                c.name(),
                                c.ok(),
                                c.compared(),
                                c.cases(),
                                c.differences(),
                                c.first().isEmpty() ? Optional.empty() : Optional.of(c.first())))
                        .toList());
    }
}
