package org.wms2.domain;

import org.wms2.ports.request.Request;

/**
 * The answer to an import.
 *
 * @param alreadyThere whether the request was there, alive, with the same options
 */
public record Imported(Request request, boolean alreadyThere) {}
