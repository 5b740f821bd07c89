/**
 * The stores of {@code org.wms2.ports.store} as SQL, each statement beside the method that runs it. Start with
 * {@link org.wms2.persistence.jdbi.JdbiStores}; writing is {@code ChangeWriter}. All stores are thread-safe, the writers
 * belong to one transaction.
 */
@NullMarked
package org.wms2.persistence.jdbi;

import org.jspecify.annotations.NullMarked;
