package org.wms2.ports.wish;

import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.request.Priorities;

/**
 * A wish as it is made.
 *
 * @param requeue with stop: go back into the queue instead of resting
 * @param replan with release: plan anew what is missing, although it could be resumed
 * @param priority with priority: the new one, 0 to 999,999; null else
 * @param who user and host, or the name of a rule
 * @param why in the sender's words; may be empty
 */
public record NewWish(
        WishKind kind,
        boolean requeue,
        boolean replan,
        @Nullable Integer priority,
        String who,
        String why) {
    public NewWish {
        if ((priority != null) != (kind == WishKind.PRIORITY)
                || (requeue && kind != WishKind.STOP)
                || (replan && kind != WishKind.RELEASE)) {
            throw new InputRefusedException(
                    "wish",
                    kind.word() + ", requeue " + requeue + ", replan " + replan + ", priority " + priority,
                    "requeue only with stop, replan only with release, a priority with priority and nowhere else");
        }
        if (priority != null) {
            Priorities.check(priority);
        }
    }

    /** A wish without parameters. */
    public static NewWish of(WishKind kind, String who, String why) {
        return new NewWish(kind, false, false, null, who, why);
    }
}
