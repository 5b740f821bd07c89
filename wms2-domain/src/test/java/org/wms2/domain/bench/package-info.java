/**
 * Benchmarks: how fast input is cut and planned. {@code dev/bench} runs them, docs/benchmarks.md has the results. Start
 * with {@link org.wms2.domain.bench.Bench}.
 */
@NullMarked
package org.wms2.domain.bench;

import org.jspecify.annotations.NullMarked;
