/**
 * The vocabulary of WMS2 and its ports: every value that crosses a module border, and every interface that the domain
 * asks something of. Start with {@link org.wms2.ports.request.Request}, then {@link org.wms2.ports.store.ChangeSet}.
 * Values are immutable and safe to share between threads; whether an implementation of a port is thread-safe is said at
 * the port.
 */
@org.jspecify.annotations.NullMarked
package org.wms2.ports;
