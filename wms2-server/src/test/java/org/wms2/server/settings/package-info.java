/** Tests of the settings. */
@NullMarked
package org.wms2.server.settings;

import org.jspecify.annotations.NullMarked;
