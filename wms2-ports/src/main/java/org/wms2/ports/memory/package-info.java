/**
 * Stores in memory, with the rules of the real ones (the same contract tests): for simulation, for tests, and to try the
 * library out. Start with {@link org.wms2.ports.memory.InMemoryStores}. Nothing outlives the process.
 */
@NullMarked
package org.wms2.ports.memory;

import org.jspecify.annotations.NullMarked;
