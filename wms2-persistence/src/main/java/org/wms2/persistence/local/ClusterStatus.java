package org.wms2.persistence.local;

import java.nio.file.Path;

/**
 * Whether our server runs.
 *
 * @param pid of its postmaster; 0 if it does not run
 * @param port on loopback; 0 before the first start
 * @param log the server's log, for the curious
 */
public record ClusterStatus(boolean running, long pid, int port, Path data, Path log) {}
