/**
 * The benchmark of durable moves, as a process of its own: {@code dev/bench moves}. Start with {@link
 * org.wms2.persistence.bench.MovesBenchmark}.
 */
@NullMarked
package org.wms2.persistence.bench;

import org.jspecify.annotations.NullMarked;
