package org.wms2.server.wiring;

/**
 * One line of what {@code wms2 doctor} finds.
 *
 * @param detail how it is; of a problem, what to do
 */
public record Answer(String what, boolean ok, String detail) {}
