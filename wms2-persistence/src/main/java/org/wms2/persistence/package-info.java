/** The PostgreSQL stores, their migrations and the embedded server. */
@NullMarked
package org.wms2.persistence;

import org.jspecify.annotations.NullMarked;
