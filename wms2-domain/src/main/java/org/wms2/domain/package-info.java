/** The rules of WMS2 as pure functions: no files, no clocks, no threads. */
@NullMarked
package org.wms2.domain;

import org.jspecify.annotations.NullMarked;
