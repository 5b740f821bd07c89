package org.wms2.ports.cms;

import org.wms2.ports.id.RuleId;

/**
 * A rule of Rucio.
 *
 * @param error the last transfer error; empty if none
 */
public record Rule(RuleId id, RuleState state, String rseExpression, long locksOk, long locksNotOk, String error) {}
