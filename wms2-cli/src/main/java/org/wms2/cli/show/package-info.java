/** What people see: tables, sizes, progress lines. Pure functions of values; start with {@link org.wms2.cli.show.Table}. */
@NullMarked
package org.wms2.cli.show;

import org.jspecify.annotations.NullMarked;
