/** Tests of housekeeping. */
@NullMarked
package org.wms2.domain.housekeeping;

import org.jspecify.annotations.NullMarked;
