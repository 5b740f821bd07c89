package org.wms2.ports.store;

import java.time.Instant;
import org.wms2.ports.id.RequestName;

/**
 * That an operator has been, or is about to be, told of a request.
 *
 * @param since when it began to be so: another time is another alert
 */
public record Alert(RequestName request, AlertKind kind, Instant since) {}
