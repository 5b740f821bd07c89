/**
 * DBS: what datasets hold, and the injection of whole blocks (contracts/cms.md 3). Start with {@link org.wms2.cms.dbs.DbsHttp}.
 * Thread-safe.
 */
@NullMarked
package org.wms2.cms.dbs;

import org.jspecify.annotations.NullMarked;
