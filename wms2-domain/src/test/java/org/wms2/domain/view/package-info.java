/** Tests of the package of the same name. */
@NullMarked
package org.wms2.domain.view;

import org.jspecify.annotations.NullMarked;
