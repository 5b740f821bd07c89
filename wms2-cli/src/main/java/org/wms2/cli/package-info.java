/** The wms2 command. */
@NullMarked
package org.wms2.cli;

import org.jspecify.annotations.NullMarked;
