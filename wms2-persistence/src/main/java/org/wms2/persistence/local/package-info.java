/**
 * The PostgreSQL server of the local profile: unpacked, made, started and stopped by us, with nothing to install. Start
 * with {@link org.wms2.persistence.local.LocalPostgres}. Safe to share between threads and processes.
 */
@NullMarked
package org.wms2.persistence.local;

import org.jspecify.annotations.NullMarked;
