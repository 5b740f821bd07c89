/**
 * What WMS2 remembers. One decision is one {@link org.wms2.ports.store.ChangeSet}, applied in one transaction by
 * {@link org.wms2.ports.store.RequestStore#apply}. Every method throws
 * {@link org.wms2.ports.error.Wms2Exception} with code DATABASE_UNAVAILABLE if the database does not answer.
 * Implementations are thread-safe.
 */
@NullMarked
package org.wms2.ports.store;

import org.jspecify.annotations.NullMarked;
