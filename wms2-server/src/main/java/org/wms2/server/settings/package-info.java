/**
 * Settings as small typed classes: flags, then {@code WMS2_*} environment, then a file, then defaults. Start with
 * {@link org.wms2.server.settings.Settings}. Immutable.
 */
@NullMarked
package org.wms2.server.settings;

import org.jspecify.annotations.NullMarked;
