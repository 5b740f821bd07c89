package org.wms2.ports.store;

import org.wms2.ports.id.RequestName;

/**
 * The right to work on a request until the lease ends by the database's clock.
 *
 * @param owner {@link org.wms2.ports.system.Identity#process}
 * @param generation grows with every change of owner; every write carries it
 */
public record Claim(RequestName request, String owner, long generation) {}
