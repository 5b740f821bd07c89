/** Tests of why a request does not move. */
@NullMarked
package org.wms2.domain.why;

import org.jspecify.annotations.NullMarked;
