/** Tests of org.wms2.cms.configcache. */
@NullMarked
package org.wms2.cms.configcache;

import org.jspecify.annotations.NullMarked;
