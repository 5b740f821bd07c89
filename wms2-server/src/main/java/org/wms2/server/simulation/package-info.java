/**
 * WMS2 in virtual time: models of everything outside, faults and operators under one seed, the laws that must hold, and
 * the rehearsal of a campaign. No threads, no system clock, no randomness but the seed's; payloads never run.
 */
@NullMarked
package org.wms2.server.simulation;

import org.jspecify.annotations.NullMarked;
