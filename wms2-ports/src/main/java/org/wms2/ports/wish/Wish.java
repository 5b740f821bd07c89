package org.wms2.ports.wish;

import java.time.Instant;

/**
 * A wish that is open: it stays until it is carried out or withdrawn.
 *
 * @param id grows with every wish
 * @param seen whether the lifecycle has decided knowing of it
 * @param at when it was made, by the database's clock
 */
public record Wish(long id, NewWish what, boolean seen, Instant at) {
    public WishKind kind() {
        return what.kind();
    }
}
