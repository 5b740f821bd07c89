/** Tests of the ledger's audit. */
@NullMarked
package org.wms2.domain.ledger;

import org.jspecify.annotations.NullMarked;
