/**
 * The HTTP surface, on the loopback only. Start with {@link org.wms2.server.http.HttpServer}; each resource is a class
 * that registers its routes. The only package that knows Javalin. Thread-safe.
 */
@NullMarked
package org.wms2.server.http;

import org.jspecify.annotations.NullMarked;
