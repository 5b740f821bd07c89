/**
 * The account of a request's input: every unit of it is in exactly one state (docs/states.md, Ledger). Start with
 * {@link org.wms2.ports.ledger.Span}. Immutable.
 */
@NullMarked
package org.wms2.ports.ledger;

import org.jspecify.annotations.NullMarked;
