/**
 * From a manifest to announced datasets: which block a file goes into, when a block closes, and what its next step is.
 * Start with {@link org.wms2.domain.outputs.BlockPipeline}. Stateless but for {@code BlockFilling}, which serves one
 * decision on one thread.
 */
@org.jspecify.annotations.NullMarked
package org.wms2.domain.outputs;
