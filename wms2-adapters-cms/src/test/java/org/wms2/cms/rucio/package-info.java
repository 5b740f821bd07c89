/** Tests of org.wms2.cms.rucio. */
@NullMarked
package org.wms2.cms.rucio;

import org.jspecify.annotations.NullMarked;
