/** Drives one request and shows its progress until it ends or is left alone. Start with {@link org.wms2.cli.follow.Follower}. */
@NullMarked
package org.wms2.cli.follow;

import org.jspecify.annotations.NullMarked;
