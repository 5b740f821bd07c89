package org.wms2.ports.store;

/** All stores of one database. */
public record Stores(
        RequestStore requests,
        WorkStore work,
        OutputStore outputs,
        SnapshotStore snapshots,
        LedgerStore ledger,
        WishStore wishes,
        SiteStore sites,
        FailureStore failures,
        AlertStore alerts) {

    /** The same with another store of requests, such as one that is looked at on its way. */
    public Stores with(RequestStore other) {
        return new Stores(other, work, outputs, snapshots, ledger, wishes, sites, failures, alerts);
    }
}
