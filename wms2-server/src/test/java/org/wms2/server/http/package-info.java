/** Tests of the package http. */
@NullMarked
package org.wms2.server.http;

import org.jspecify.annotations.NullMarked;
