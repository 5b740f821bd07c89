/**
 * CRIC: sites and the storage that serves them (contracts/cms.md 5.1). Start with {@link org.wms2.cms.cric.CricHttp}.
 * Thread-safe.
 */
@NullMarked
package org.wms2.cms.cric;

import org.jspecify.annotations.NullMarked;
