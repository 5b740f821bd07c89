/**
 * What the server answers and the CLI's {@code --json} prints: one form for both. Start with
 * {@link org.wms2.server.json.Json}. Immutable records; thread-safe. Knows nothing of HTTP.
 */
@NullMarked
package org.wms2.server.json;

import org.jspecify.annotations.NullMarked;
