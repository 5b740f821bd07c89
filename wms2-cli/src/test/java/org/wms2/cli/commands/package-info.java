/** The commands against an engine made by hand. */
@NullMarked
package org.wms2.cli.commands;

import org.jspecify.annotations.NullMarked;
