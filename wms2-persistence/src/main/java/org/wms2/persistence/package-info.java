/**
 * What WMS2 remembers, in PostgreSQL. Start with {@link org.wms2.persistence.Database}: it opens a database, brings it
 * up to date and gives its stores. Thread-safe.
 */
@NullMarked
package org.wms2.persistence;

import org.jspecify.annotations.NullMarked;
