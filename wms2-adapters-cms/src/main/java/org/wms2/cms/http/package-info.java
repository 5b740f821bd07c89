/**
 * What all CMS services share on the wire: the client with its timeouts, retries, breaker and limits, TLS from PEM
 * files, and lists read as streams. Start with {@link org.wms2.cms.http.ServiceClient}. Everything is thread-safe.
 */
@NullMarked
package org.wms2.cms.http;

import org.jspecify.annotations.NullMarked;
