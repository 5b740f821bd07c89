/** Tests of what is shown of HTCondor at one moment. */
@NullMarked
package org.wms2.domain.live;

import org.jspecify.annotations.NullMarked;
