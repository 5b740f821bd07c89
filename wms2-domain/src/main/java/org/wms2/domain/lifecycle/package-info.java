/**
 * Who decides: the move tables of every status, the pure steps that decide, and the {@link
 * org.wms2.domain.lifecycle.Turn} that gathers facts, steps, and carries out. Start with {@code Turn}. The steps are
 * stateless; {@code Turn} is thread-safe.
 */
@org.jspecify.annotations.NullMarked
package org.wms2.domain.lifecycle;
