@NullMarked
package org.wms2.server.simulation;

import org.jspecify.annotations.NullMarked;
