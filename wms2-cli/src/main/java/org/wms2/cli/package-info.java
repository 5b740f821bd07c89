/**
 * The wms2 command. Start with {@link org.wms2.cli.Main}; each command is a class in
 * {@link org.wms2.cli.commands}. stdout is data, stderr is talk.
 */
@NullMarked
package org.wms2.cli;

import org.jspecify.annotations.NullMarked;
