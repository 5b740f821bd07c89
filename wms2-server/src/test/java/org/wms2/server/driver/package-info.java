/** Tests of the package driver. */
@NullMarked
package org.wms2.server.driver;

import org.jspecify.annotations.NullMarked;
