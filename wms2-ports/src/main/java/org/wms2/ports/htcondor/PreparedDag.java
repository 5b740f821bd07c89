package org.wms2.ports.htcondor;

/**
 * A DAG whose files are written and verified.
 *
 * @param directory absolute path of the submit directory
 * @param expectedEvents in each kept output
 */
public record PreparedDag(String directory, int workUnits, long jobs, long expectedEvents) {}
