package org.wms2.persistence;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wms2.ports.store.AlertStoreContract;
import org.wms2.ports.store.CauseContract;
import org.wms2.ports.store.ChangeSetContract;
import org.wms2.ports.store.ClaimContract;
import org.wms2.ports.store.DirectoryContract;
import org.wms2.ports.store.FailureStoreContract;
import org.wms2.ports.store.InvalidationContract;
import org.wms2.ports.store.LedgerStoreContract;
import org.wms2.ports.store.OutputStoreContract;
import org.wms2.ports.store.RequestStoreContract;
import org.wms2.ports.store.RescueContract;
import org.wms2.ports.store.SiteBanContract;
import org.wms2.ports.store.SiteStoreContract;
import org.wms2.ports.store.SlotsContract;
import org.wms2.ports.store.SnapshotGrowthContract;
import org.wms2.ports.store.SnapshotStoreContract;
import org.wms2.ports.store.Stores;
import org.wms2.ports.store.SupersedeContract;
import org.wms2.ports.store.WishStoreContract;
import org.wms2.ports.store.WorkStoreContract;

/** The stores in PostgreSQL keep the contracts that those in memory keep. */
class PostgresStoresTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    @Nested
    class Requests extends RequestStoreContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class Claims extends ClaimContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class ChangeSets extends ChangeSetContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class Invalidations extends InvalidationContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class Supersedes extends SupersedeContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class Wishes extends WishStoreContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class Work extends WorkStoreContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class Outputs extends OutputStoreContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class Snapshots extends SnapshotStoreContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class SnapshotGrowth extends SnapshotGrowthContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class Ledger extends LedgerStoreContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class Sites extends SiteStoreContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class Alerts extends AlertStoreContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class Causes extends CauseContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class Rescues extends RescueContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class FailureRows extends FailureStoreContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class Bans extends SiteBanContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class Slots extends SlotsContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }

    @Nested
    class Directories extends DirectoryContract {
        @Override
        protected Stores newStores() {
            return POSTGRES.emptyStores();
        }
    }
}
