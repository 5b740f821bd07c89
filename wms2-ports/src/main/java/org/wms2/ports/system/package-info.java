/**
 * The rest of the outside world: who we are, and who is told of every remote call. Time is the JDK's
 * {@link java.time.InstantSource}, randomness its {@link java.util.random.RandomGenerator}. Start with
 * {@link org.wms2.ports.system.CallObserver}.
 */
@NullMarked
package org.wms2.ports.system;

import org.jspecify.annotations.NullMarked;
