/**
 * The benchmarks of reading what DAGMan writes, as processes of their own: {@code dev/bench ingest} and {@code dev/bench
 * cycle}. Start with {@link org.wms2.condor.bench.IngestBenchmark} and {@link org.wms2.condor.bench.CycleBenchmark}.
 */
@NullMarked
package org.wms2.condor.bench;

import org.jspecify.annotations.NullMarked;
