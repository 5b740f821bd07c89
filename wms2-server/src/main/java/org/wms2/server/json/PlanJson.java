package org.wms2.server.json;

import java.util.List;
import java.util.Optional;
import org.wms2.domain.planning.PlanSummary;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.workflow.Workflow;

/**
 * The answer of a dry run.
 *
 * @param splitting the algorithm that was used
 * @param events that the jobs read or generate
 * @param files input files; 0 for a generator
 * @param inputDataset absent for a generator
 * @param inputMadeUp whether the simulated CMS has made the dataset up from the request
 * @param sites that could run some of it now
 * @param waitingWorkUnits work units that no site could run now
 * @param overTimeLimit lumi sections left out, as each alone would run longer than the job time limit
 * @param estimatedWallSeconds of all jobs one after the other
 * @param estimatedBytes of all kept outputs
 * @param capacity of its largest round
 */
public record PlanJson(
        String request,
        String type,
        String splitting,
        long jobs,
        long workUnits,
        long rounds,
        long events,
        long files,
        Optional<String> inputDataset,
        boolean inputMadeUp,
        List<PlannedOutputJson> outputs,
        List<String> sites,
        long waitingWorkUnits,
        Optional<String> waitingReason,
        long overTimeLimit,
        double estimatedWallSeconds,
        double longestJobSeconds,
        long estimatedBytes,
        CapacityJson capacity) {

    /** One output dataset as planned. */
    public record PlannedOutputJson(String dataset, long events, long bytes) {}

    /** The form of a plan. */
    public static PlanJson of(RequestName name, Workflow workflow, PlanSummary plan, boolean inputMadeUp) {
        return new PlanJson(
                name.value(),
                workflow.type().word(),
                workflow.splitting().algo().word(),
                plan.jobs(),
                plan.workUnits(),
                plan.rounds(),
                plan.events(),
                plan.files(),
                workflow.inputSelection().map(i -> i.dataset().value()),
                inputMadeUp,
                plan.outputs().stream()
                        .map(o -> new PlannedOutputJson(o.dataset().toString(), o.events(), o.bytes()))
                        .toList(),
                plan.sites().stream().map(SiteName::toString).toList(),
                plan.waiting(),
                plan.waitingReason().isEmpty() ? Optional.empty() : Optional.of(plan.waitingReason()),
                plan.overTimeLimit(),
                plan.jobSeconds(),
                plan.longestJobSeconds(),
                plan.bytes(),
                CapacityJson.of(plan.capacity()));
    }
}
