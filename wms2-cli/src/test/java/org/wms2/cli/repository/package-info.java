/** Tests of what lies around the modules: files that no compiler reads. Start with {@link ComposeFileTest}. */
@NullMarked
package org.wms2.cli.repository;

import org.jspecify.annotations.NullMarked;
