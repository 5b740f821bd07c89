/** One class per command of the command line. Start with {@link org.wms2.cli.commands.ImportCommand}. */
@NullMarked
package org.wms2.cli.commands;

import org.jspecify.annotations.NullMarked;
