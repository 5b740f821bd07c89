package org.wms2.condor.dag;

import java.io.IOException;
import java.io.Writer;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.JobSpec;
import org.wms2.ports.plan.Throttles;
import org.wms2.ports.plan.WorkUnitPlan;

/**
 * The text of workflow.dag and group.dag (DAGMan manual; contracts/htcondor.md 1). One line per work unit in the outer
 * DAG, a few per job in the inner one; nothing else grows with the number of jobs.
 */
final class DagText {
    static final String WORKFLOW_DAG = "workflow.dag";
    static final String GROUP_DAG = "group.dag";
    /** What a job returns when trying again cannot help (resource job/wms2_job.sh). */
    static final int FINAL_EXIT = 42;

    private static final int LANDING_RETRIES = 3;

    private DagText() {}

    /** The directory and node name of a work unit: {@code mg_000042}. */
    static String group(int ordinal) {
        return "mg_%06d".formatted(ordinal);
    }

    /** The node name of a job: {@code proc_000042}. */
    static String processingNode(int index) {
        return "proc_%06d".formatted(index);
    }

    static void openWorkflow(Writer out, DagHeader header, long statusSeconds) throws IOException {
        line(out, "NODE_STATUS_FILE", WORKFLOW_DAG + ".status", String.valueOf(statusSeconds));
        line(out, "JOBSTATE_LOG", "workflow.jobstate.log");
        line(
                out,
                "VARS ALL_NODES",
                CondorText.varsAttribute("WMS2_DagId", header.key().tag().value()),
                CondorText.varsAttribute("WMS2_Attempt", header.key().attempt()));
        line(out, "MAXJOBS work_units", String.valueOf(header.throttles().workUnits()));
    }

    static void workflowNode(Writer out, WorkUnitPlan unit) throws IOException {
        String name = CondorText.word(group(unit.ordinal()));
        line(out, "SUBDAG EXTERNAL", name, GROUP_DAG, "DIR", name);
        line(
                out,
                "VARS",
                name,
                CondorText.varsAttribute("WMS2_WorkUnit", unit.id().value()));
        line(out, "CATEGORY", name, "work_units");
    }

    static void group(Writer out, DagHeader header, WorkUnitPlan unit, DagSettings settings) throws IOException {
        Throttles throttles = header.throttles();
        String retries = settings.nodeRetries() + " UNLESS-EXIT " + FINAL_EXIT;
        line(
                out,
                "NODE_STATUS_FILE",
                GROUP_DAG + ".status",
                String.valueOf(settings.statusInterval().toSeconds()));
        line(out, "JOBSTATE_LOG", "group.jobstate.log");
        line(
                out,
                "VARS ALL_NODES",
                CondorText.vars("WMS2_DAG_ID", header.key().tag().value()),
                CondorText.vars("WMS2_WORK_UNIT", unit.id().value()));
        line(out, "MAXJOBS processing", String.valueOf(throttles.processing()));
        line(out, "MAXJOBS merges", String.valueOf(throttles.merges()));
        line(out, "MAXJOBS cleanups", String.valueOf(throttles.cleanups()));
        line(out, "JOB landing ../landing.sub");
        line(out, "RETRY landing", String.valueOf(LANDING_RETRIES));
        line(out, "SCRIPT POST landing ../job/elect_site.sh $JOBID $RETURN");
        for (JobSpec job : unit.jobs()) {
            String node = CondorText.word(processingNode(job.index()));
            line(out, "JOB", node, "../processing.sub");
            line(out, "VARS", node, CondorText.vars("WMS2_INDEX", String.valueOf(job.index())));
            line(out, "CATEGORY", node, "processing");
            line(out, "RETRY", node, retries);
            line(out, "PARENT landing CHILD", node);
        }
        line(out, "JOB merge ../merge.sub");
        line(out, "CATEGORY merge merges");
        line(out, "RETRY merge", retries);
        line(out, "SCRIPT POST merge ../job/publish_manifest.sh $RETURN");
        for (JobSpec job : unit.jobs()) {
            line(out, "PARENT", processingNode(job.index()), "CHILD merge");
        }
        line(out, "JOB cleanup ../cleanup.sub");
        line(out, "CATEGORY cleanup cleanups");
        line(out, "RETRY cleanup", retries);
        line(out, "PARENT merge CHILD cleanup");
    }

    private static void line(Writer out, String... words) throws IOException {
        out.write(String.join(" ", words));
        out.write('\n');
    }
}
