/** Rules about what failed: which sites get no more work. Pure. Start with {@link org.wms2.domain.errors.SiteBanRule}. */
@NullMarked
package org.wms2.domain.errors;

import org.jspecify.annotations.NullMarked;
