/** Tests of the package of the same name. */
@NullMarked
package org.wms2.domain.splitting.wmcore;

import org.jspecify.annotations.NullMarked;
