/**
 * The whole of WMS2 as a user meets it: the command as a child process, on a real HTCondor pool, PostgreSQL and the
 * simulated CMS of {@code -Dwms2.test.home}. Start with {@link org.wms2.cli.endtoend.DemoRequestsTest};
 * {@link org.wms2.cli.endtoend.TestHome} says what is needed. Nothing here is thread-safe by itself but
 * {@link org.wms2.cli.endtoend.Wms2Command}, of which several may run at once.
 */
@NullMarked
package org.wms2.cli.endtoend;

import org.jspecify.annotations.NullMarked;
