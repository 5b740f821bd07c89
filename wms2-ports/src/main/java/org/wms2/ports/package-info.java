/** The words of the field and the interfaces through which the core reaches the world. */
@NullMarked
package org.wms2.ports;

import org.jspecify.annotations.NullMarked;
