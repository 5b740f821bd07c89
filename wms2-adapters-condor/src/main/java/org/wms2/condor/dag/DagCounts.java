package org.wms2.condor.dag;

/** What a plan holds: work units, processing jobs, events in each kept output. */
record DagCounts(int workUnits, long jobs, long events) {}
