package org.wms2.ports.memory;

import java.util.List;
import java.util.Optional;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.memory.MemoryTables.Row;
import org.wms2.ports.memory.MemoryTables.StoredWish;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.WishStore;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;

/** Wishes in memory. */
record MemoryWishes(MemoryTables tables) implements WishStore {
    @Override
    public Wish add(RequestName request, NewWish wish) {
        return tables.write(() -> {
            Optional<Row> row = tables.requests.find(request);
            RequestStatus status = row.orElseThrow(() -> new Wms2Exception(
                            ErrorCode.NOT_FOUND, "no request " + request + " is known: wms2 list shows those that are"))
                    .request()
                    .status();
            if (status.isFinal()) {
                throw new Wms2Exception(
                        ErrorCode.CONFLICT,
                        "request " + request + " is " + status.word() + ": nothing can be wished of it any more");
            }
            Wish added = new Wish(tables.wishes.size() + 1L, wish, false, tables.clock.instant());
            tables.wishes.put(added.id(), new StoredWish(request, added, true));
            return added;
        });
    }

    @Override
    public List<Wish> open(RequestName request) {
        return tables.read(() -> tables.wishes.of(request).stream()
                .filter(StoredWish::open)
                .map(StoredWish::wish)
                .toList());
    }

    /** Within a transaction: has an open wish that no decision has seen. */
    boolean hasUnseen(RequestName request) {
        return open(request).stream().anyMatch(w -> !w.seen());
    }

    /** Within a transaction: a decision has seen the request's wishes up to an id. */
    void see(RequestName request, long upTo) {
        for (StoredWish stored : tables.wishes.of(request)) {
            Wish w = stored.wish();
            if (w.id() <= upTo && !w.seen()) {
                tables.wishes.put(
                        w.id(), new StoredWish(request, new Wish(w.id(), w.what(), true, w.at()), stored.open()));
            }
        }
    }

    /** Within a transaction: ends what is open of a request that has become final. */
    void endAll(RequestName request) {
        open(request).forEach(w -> end(request, w.id()));
    }

    /** Within a transaction: ends a wish; false if it is not an open one of the request. */
    boolean end(RequestName request, long id) {
        Optional<StoredWish> stored =
                tables.wishes.find(id).filter(w -> w.open() && w.request().equals(request));
        stored.ifPresent(w -> tables.wishes.put(id, new StoredWish(request, w.wish(), false)));
        return stored.isPresent();
    }
}
