package org.wms2.ports.htcondor;

import org.wms2.ports.plan.Layout;

/**
 * A DAG whose files are written and verified.
 *
 * @param directory absolute path of the submit directory
 * @param expectedEvents in each kept output
 * @param layout how it is laid out
 */
public record PreparedDag(String directory, int workUnits, long jobs, long expectedEvents, Layout layout) {}
