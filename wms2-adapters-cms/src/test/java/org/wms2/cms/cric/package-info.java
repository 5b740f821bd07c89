/** Tests of org.wms2.cms.cric. */
@NullMarked
package org.wms2.cms.cric;

import org.jspecify.annotations.NullMarked;
