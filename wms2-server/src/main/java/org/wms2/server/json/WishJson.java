package org.wms2.server.json;

import java.time.Instant;
import java.util.Optional;
import org.wms2.ports.wish.Wish;

/**
 * An open wish.
 *
 * @param priority only with wish priority
 * @param seen whether the lifecycle has decided knowing of it
 */
public record WishJson(
        long id,
        String wish,
        boolean requeue,
        boolean replan,
        Optional<Integer> priority,
        String who,
        Instant at,
        String why,
        boolean seen) {
    /** The form of a wish. */
    public static WishJson of(Wish wish) {
        return new WishJson(
                wish.id(),
                wish.kind().word(),
                wish.what().requeue(),
                wish.what().replan(),
                Optional.ofNullable(wish.what().priority()),
                wish.what().who(),
                wish.at(),
                wish.what().why(),
                wish.seen());
    }
}
