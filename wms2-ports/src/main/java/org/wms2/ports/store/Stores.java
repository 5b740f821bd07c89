package org.wms2.ports.store;

/** All stores of one database. */
public record Stores(
        RequestStore requests,
        WorkStore work,
        OutputStore outputs,
        SnapshotStore snapshots,
        LedgerStore ledger,
        WishStore wishes,
        SiteStore sites) {}
