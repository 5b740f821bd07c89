/**
 * What happens in HTCondor at this moment, for people: nodes, their logs, and where a request stands. Start with
 * {@link org.wms2.domain.live.Live}. Reads only; all are stateless or immutable.
 */
@NullMarked
package org.wms2.domain.live;

import org.jspecify.annotations.NullMarked;
