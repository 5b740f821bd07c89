package org.wms2.domain.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the checks of an audit have found so far: counts, and the first difference of each. */
final class Findings {
    private final Map<AuditCheck, Found> found = new EnumMap<>(AuditCheck.class);

    private static final class Found {
        private long cases;
        private long differences;
        private String first = "";
    }

    /** Says that a check is made, also if it has no case. */
    void make(AuditCheck check) {
        of(check);
    }

    private Found of(AuditCheck check) {
        return found.computeIfAbsent(check, c -> new Found());
    }

    /** Counts one case, which is as it should be. */
    void same(AuditCheck check) {
        of(check).cases++;
    }

    /** Counts one case, which is not. */
    void differs(AuditCheck check, String words) {
        Found one = of(check);
        one.cases++;
        one.differences++;
        one.first = one.first.isEmpty() ? words : one.first;
    }

    /** Counts one case: two numbers that should be the same. */
    void compare(AuditCheck check, String what, long expected, long there) {
        if (expected == there) {
            same(check);
        } else {
            differs(check, what + ": expected " + expected + ", found " + there);
        }
    }

    List<AuditResult.Check> checks() {
        List<AuditResult.Check> checks = new ArrayList<>();
        found.forEach((check, one) -> checks.add(
                new AuditResult.Check(check.word(), check.compared(), one.cases, one.differences, one.first)));
        return checks;
    }
}
