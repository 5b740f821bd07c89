package org.wms2.ports.store;

import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.wms2.ports.memory.InMemoryStores;

/** The stores in memory keep the contracts that PostgreSQL keeps. */
class InMemoryStoresTest {
    private static Stores create() {
        return InMemoryStores.create(InstantSource.system());
    }

    @Nested
    class Requests extends RequestStoreContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class Claims extends ClaimContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class ChangeSets extends ChangeSetContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class Invalidations extends InvalidationContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class Supersedes extends SupersedeContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class Wishes extends WishStoreContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class Work extends WorkStoreContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class Outputs extends OutputStoreContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class Snapshots extends SnapshotStoreContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class SnapshotGrowth extends SnapshotGrowthContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class Ledger extends LedgerStoreContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class Sites extends SiteStoreContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class Alerts extends AlertStoreContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class Causes extends CauseContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class Rescues extends RescueContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class FailureRows extends FailureStoreContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class Bans extends SiteBanContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class Slots extends SlotsContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }

    @Nested
    class Directories extends DirectoryContract {
        @Override
        protected Stores newStores() {
            return create();
        }
    }
}
