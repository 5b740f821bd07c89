/**
 * The local profile: PostgreSQL, a personal HTCondor pool and the simulated CMS, each in a session of its own, so that
 * they outlive the command that started them. Start with {@link org.wms2.server.local.LocalProfile}. Thread-safe; two
 * processes keep out of each other's way by a lock file.
 */
@NullMarked
package org.wms2.server.local;

import org.jspecify.annotations.NullMarked;
