/** Tests of org.wms2.cms.http. */
@NullMarked
package org.wms2.cms.http;

import org.jspecify.annotations.NullMarked;
