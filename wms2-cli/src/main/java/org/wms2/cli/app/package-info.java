/**
 * What every command shares: exit codes, the streams, how it gets at the wired WMS2. Start with
 * {@link org.wms2.cli.app.App}.
 */
@NullMarked
package org.wms2.cli.app;

import org.jspecify.annotations.NullMarked;
