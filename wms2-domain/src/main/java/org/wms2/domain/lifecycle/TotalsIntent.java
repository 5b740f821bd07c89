package org.wms2.domain.lifecycle;

import java.util.Arrays;
import org.wms2.ports.cms.RequestTotals;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * What an intent to add to ReqMgr2's totals remembers: they tell afterwards whether it was done.
 *
 * @param before the totals before
 * @param added what is added
 */
record TotalsIntent(RequestTotals before, RequestTotals added) {
    /** As the intent keeps it. */
    String detail() {
        return numbers(before) + " + " + numbers(added);
    }

    static TotalsIntent of(String detail) {
        long[] n = Arrays.stream(detail.split("[^0-9]+"))
                .mapToLong(Long::parseLong)
                .toArray();
        if (n.length != 8) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "intent to add statistics: expected 4 totals + 4 more, found '" + detail + "'");
        }
        return new TotalsIntent(new RequestTotals(n[0], n[1], n[2], n[3]), new RequestTotals(n[4], n[5], n[6], n[7]));
    }

    private static String numbers(RequestTotals t) {
        return t.jobs() + " " + t.lumis() + " " + t.events() + " " + t.files();
    }
}
