package org.wms2.persistence;

import org.junit.jupiter.api.Nested;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.store.ChangeSetContract;
import org.wms2.ports.store.ConcurrencyContract;
import org.wms2.ports.store.RequestStoreContract;
import org.wms2.ports.store.SnapshotStoreContract;
import org.wms2.ports.store.Stores;
import org.wms2.ports.store.WorkStoreContract;

/** The stores in PostgreSQL keep the contracts of their ports. */
class PostgresStoresTest {
    @Nested
    class Requests extends RequestStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreDatabase.emptied();
        }

        @Override
        protected void endLease(RequestName name) {
            StoreDatabase.endLease(name);
        }
    }

    @Nested
    class ChangeSets extends ChangeSetContract {
        @Override
        protected Stores emptyStores() {
            return StoreDatabase.emptied();
        }

        @Override
        protected void endLease(RequestName name) {
            StoreDatabase.endLease(name);
        }
    }

    @Nested
    class Work extends WorkStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreDatabase.emptied();
        }

        @Override
        protected void endLease(RequestName name) {
            StoreDatabase.endLease(name);
        }
    }

    @Nested
    class Snapshots extends SnapshotStoreContract {
        @Override
        protected Stores emptyStores() {
            return StoreDatabase.emptied();
        }

        @Override
        protected void endLease(RequestName name) {
            StoreDatabase.endLease(name);
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected Stores emptyStores() {
            return StoreDatabase.emptied();
        }

        @Override
        protected void endLease(RequestName name) {
            StoreDatabase.endLease(name);
        }
    }
}
