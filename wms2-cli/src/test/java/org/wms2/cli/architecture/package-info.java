/** Tests of the shape of all modules together. Start with {@link ModuleArrowsTest}. */
@NullMarked
package org.wms2.cli.architecture;

import org.jspecify.annotations.NullMarked;
