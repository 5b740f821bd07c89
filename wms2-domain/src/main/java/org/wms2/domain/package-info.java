/**
 * The pure logic of WMS2 and its facade. Start with {@link org.wms2.domain.Wms2}. The domain has no threads, clock,
 * files, SQL or HTTP of its own: all of that comes in through the ports. {@code Wms2} is thread-safe.
 */
@org.jspecify.annotations.NullMarked
package org.wms2.domain;
