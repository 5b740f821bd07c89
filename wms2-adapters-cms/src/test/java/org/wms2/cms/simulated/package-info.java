/** Tests of org.wms2.cms.simulated. */
@NullMarked
package org.wms2.cms.simulated;

import org.jspecify.annotations.NullMarked;
