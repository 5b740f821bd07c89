/**
 * What came out: files, blocks and datasets on their way to being announced. Start with
 * {@link org.wms2.ports.output.OutputBlock}. Immutable.
 */
@NullMarked
package org.wms2.ports.output;

import org.jspecify.annotations.NullMarked;
