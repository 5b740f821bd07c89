/** What the server's tests share. */
@NullMarked
package org.wms2.server;

import org.jspecify.annotations.NullMarked;
