package org.wms2.ports.store;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.wms2.ports.id.RequestName;

/** The stores in memory keep the same contracts as the database's. */
class InMemoryStoresTest {
    /** A clock that jumps. */
    private static final class Clock implements InstantSource {
        private volatile Instant now = StoreFixtures.T0;

        @Override
        public Instant instant() {
            return now;
        }

        void jump() {
            now = now.plusSeconds(3_600);
        }
    }

    private final Clock clock = new Clock();

    @Nested
    class Requests extends RequestStoreContract {
        @Override
        protected Stores emptyStores() {
            return InMemoryStores.create(clock);
        }

        @Override
        protected void endLease(RequestName name) {
            clock.jump();
        }
    }

    @Nested
    class ChangeSets extends ChangeSetContract {
        @Override
        protected Stores emptyStores() {
            return InMemoryStores.create(clock);
        }

        @Override
        protected void endLease(RequestName name) {
            clock.jump();
        }
    }

    @Nested
    class Work extends WorkStoreContract {
        @Override
        protected Stores emptyStores() {
            return InMemoryStores.create(clock);
        }

        @Override
        protected void endLease(RequestName name) {
            clock.jump();
        }
    }

    @Nested
    class Snapshots extends SnapshotStoreContract {
        @Override
        protected Stores emptyStores() {
            return InMemoryStores.create(clock);
        }

        @Override
        protected void endLease(RequestName name) {
            clock.jump();
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected Stores emptyStores() {
            return InMemoryStores.create(clock);
        }

        @Override
        protected void endLease(RequestName name) {
            clock.jump();
        }
    }
}
