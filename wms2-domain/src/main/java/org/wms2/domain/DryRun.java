package org.wms2.domain;

import org.wms2.domain.planning.PlanSummary;
import org.wms2.ports.workflow.Workflow;

/** What a request means and what it would take. */
public record DryRun(Workflow workflow, PlanSummary summary) {}
