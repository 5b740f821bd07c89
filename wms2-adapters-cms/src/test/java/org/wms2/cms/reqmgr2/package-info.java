/** Tests of the mapping of documents and of the adapter. */
@NullMarked
package org.wms2.cms.reqmgr2;

import org.jspecify.annotations.NullMarked;
