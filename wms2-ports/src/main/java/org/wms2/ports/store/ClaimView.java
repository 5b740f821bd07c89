package org.wms2.ports.store;

import java.time.Instant;

/** Who works on a request, and until when if nothing more is heard, by the database's clock. */
public record ClaimView(String owner, Instant leaseEnd, boolean live) {}
