package org.wms2.ports.plan;

/**
 * The plan of one round. The work units are computed anew at each iteration, in the same order with the same content:
 * a plan's memory is one work unit's, whatever its size.
 */
public record DagPlan(DagHeader header, Iterable<WorkUnitPlan> workUnits) {}
