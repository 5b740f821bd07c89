/** Tests of the CMS adapters: against recorded traffic, and against the simulated CMS over loopback. */
@NullMarked
package org.wms2.cms;

import org.jspecify.annotations.NullMarked;
