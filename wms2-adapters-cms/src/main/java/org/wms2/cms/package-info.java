/** The services of CMS over HTTP, and the simulated CMS. */
@NullMarked
package org.wms2.cms;

import org.jspecify.annotations.NullMarked;
