package org.wms2.ports.cms;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.BlockName;

/**
 * A rule to ask for.
 *
 * @param activity one of Rucio's enumeration, such as {@code Production Output}
 * @param lifetime null: until deleted
 */
public record RuleRequest(
        BlockName block,
        String rseExpression,
        String activity,
        @Nullable Duration lifetime,
        String comment) {}
