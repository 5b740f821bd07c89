/**
 * The input of a request as it was read once from DBS: blocks, files, runs and lumis, each with a fixed ordinal. Start
 * with {@link org.wms2.ports.input.InputBlock}. Immutable.
 */
@NullMarked
package org.wms2.ports.input;

import org.jspecify.annotations.NullMarked;
