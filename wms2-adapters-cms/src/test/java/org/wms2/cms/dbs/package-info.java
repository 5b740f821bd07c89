/** Tests of org.wms2.cms.dbs. */
@NullMarked
package org.wms2.cms.dbs;

import org.jspecify.annotations.NullMarked;
