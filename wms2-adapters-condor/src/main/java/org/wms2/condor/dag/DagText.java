package org.wms2.condor.dag;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.JobSpec;
import org.wms2.ports.plan.Throttles;
import org.wms2.ports.plan.WorkUnitPlan;

/**
 * The text of workflow.dag and group.dag (DAGMan manual; contracts/htcondor.md 1). One line per work unit in the outer
 * DAG, two lines per job in the inner one; nothing else grows with the number of jobs. The layout is that of the
 * resource README.md, which was run.
 */
final class DagText {
    static final String WORKFLOW_DAG = "workflow.dag";
    static final String GROUP_DAG = "group.dag";
    /** What became of each node, appended by DAGMan over all attempts. */
    static final String WORKFLOW_LOG = "workflow.jobstate.log";
    /** Included by workflow.dag: all that a rescue changes in the outer DAG. */
    static final String ATTEMPT_DAG = "attempt.dag";
    /** What a job returns when trying again cannot help (resource job/wms2_job.sh). */
    static final int FINAL_EXIT = 42;
    /** What a job returns whose last try here failed for a reason of the site: its work unit ends at once. */
    static final int SITE_EXIT = 43;
    /** How often a work unit lands anew in one attempt. */
    static final int LANDING_RETRIES = 2;

    /** In a work unit's directory: the sites that it may land at, one per line. */
    static final String PLANNED_SITES = "planned_sites";
    /** In the DAG's directory: the sites that get no work now, one per line. The server's. */
    static final String BANNED = "banned";

    private DagText() {}

    /** The directory and node name of a work unit: {@code mg_000042}. */
    static String group(int ordinal) {
        return CondorText.word("mg_%06d".formatted(ordinal));
    }

    /** The node name of a job: {@code proc_000042}. */
    static String processingNode(int index) {
        return CondorText.word("proc_%06d".formatted(index));
    }

    static void openWorkflow(Writer out, DagHeader header, DagSettings settings) throws IOException {
        Duration statusInterval = settings.statusInterval();
        line(out, "NODE_STATUS_FILE", WORKFLOW_DAG + ".status", number(statusInterval.toSeconds()));
        line(out, "JOBSTATE_LOG", WORKFLOW_LOG);
        line(out, "CATEGORY ALL_NODES work_units");
        line(out, "MAXJOBS work_units", number(header.throttles().workUnits()));
        line(out, "INCLUDE", ATTEMPT_DAG);
        landings(out, settings);
    }

    /** Work units that are DAGs of their own land anew where their site fails them; scripts run in their directories. */
    private static void landings(Writer out, DagSettings settings) throws IOException {
        line(out, "RETRY ALL_NODES", number(LANDING_RETRIES), "UNLESS-EXIT", number(FINAL_EXIT));
        line(out, "SCRIPT PRE ALL_NODES ../job/choose_sites.sh $RETRY");
        line(out, "SCRIPT POST ALL_NODES ../job/group_end.sh $RETURN", number(settings.nodeRetries()));
    }

    static void workflowNode(Writer out, WorkUnitPlan unit) throws IOException {
        String name = group(unit.ordinal());
        line(out, "SUBDAG EXTERNAL", name, GROUP_DAG, "DIR", name);
    }

    static void attempt(Writer out, DagKey key) throws IOException {
        line(out, "VARS ALL_NODES", CondorText.varsAttribute("WMS2_Attempt", key.attempt()));
    }

    static void group(Writer out, DagHeader header, WorkUnitPlan unit, DagSettings settings) throws IOException {
        openGroup(out, header, unit, settings);
        line(out, "JOB landing ../landing.sub");
        line(out, "CATEGORY landing landings");
        line(out, "SCRIPT PRE landing ../job/choose_sites.sh landing");
        line(out, "SCRIPT POST landing ../job/elect_site.sh $JOBID $RETURN");
        for (JobSpec job : unit.jobs()) {
            String node = processingNode(job.index());
            line(out, "JOB", node, "../processing.sub");
            line(out, "VARS", node, CondorText.vars("WMS2_INDEX", number(job.index())));
        }
        line(out, "JOB merge ../merge.sub");
        line(out, "CATEGORY merge merges");
        line(out, "SCRIPT POST merge ../job/publish_manifest.sh $RETURN");
        line(out, "JOB cleanup ../cleanup.sub");
        line(out, "CATEGORY cleanup cleanups");
        out.write("PARENT landing CHILD");
        nodes(out, unit);
        out.write("\nPARENT");
        nodes(out, unit);
        out.write(" CHILD merge\n");
        line(out, "PARENT merge CHILD cleanup");
    }

    private static void openGroup(Writer out, DagHeader header, WorkUnitPlan unit, DagSettings settings)
            throws IOException {
        String tag = header.key().tag().value();
        String id = unit.id().value();
        Throttles throttles = header.throttles();
        line(
                out,
                "NODE_STATUS_FILE",
                GROUP_DAG + ".status",
                number(settings.statusInterval().toSeconds()));
        line(out, "JOBSTATE_LOG group.jobstate.log");
        line(out, "SET_JOB_ATTR WMS2_DagId =", CondorText.classAdString(tag));
        line(out, "SET_JOB_ATTR WMS2_WorkUnit =", CondorText.classAdString(id));
        String retries = number(settings.nodeRetries());
        line(
                out,
                "VARS ALL_NODES",
                CondorText.vars("WMS2_DAG_ID", tag),
                CondorText.vars("WMS2_WORK_UNIT", id),
                CondorText.vars("WMS2_MAX_RETRIES", retries));
        line(out, "RETRY ALL_NODES", retries, "UNLESS-EXIT", number(FINAL_EXIT));
        line(out, "ABORT-DAG-ON ALL_NODES", number(SITE_EXIT), "RETURN 1");
        line(out, "CATEGORY ALL_NODES processing");
        line(out, "MAXJOBS landings 1");
        line(out, "MAXJOBS processing", number(throttles.processing()));
        line(out, "MAXJOBS merges", number(throttles.merges()));
        line(out, "MAXJOBS cleanups", number(throttles.cleanups()));
    }

    private static void nodes(Writer out, WorkUnitPlan unit) throws IOException {
        for (JobSpec job : unit.jobs()) {
            out.write(' ');
            out.write(processingNode(job.index()));
        }
    }

    private static String number(long value) {
        return String.valueOf(value);
    }

    private static void line(Writer out, String... words) throws IOException {
        out.write(String.join(" ", words));
        out.write('\n');
    }
}
