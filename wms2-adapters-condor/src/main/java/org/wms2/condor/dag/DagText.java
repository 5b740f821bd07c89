package org.wms2.condor.dag;

import java.time.Duration;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.JobSpec;
import org.wms2.ports.plan.Layout;
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
    /** Included by workflow.dag of layout subdag: all that a rescue changes in the outer DAG. */
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

    /** Landing, merge and cleanup of a work unit. */
    private static final int OTHER_NODES = 3;

    private static final int STATUS_NODES_PER_SECOND = 2_000;
    private static final int DIGITS = 6;

    private DagText() {}

    /** The directory and node name of a work unit: {@code mg_000042}. */
    static String group(int ordinal) {
        String number = String.valueOf(ordinal);
        return "mg_" + "0".repeat(Math.max(0, DIGITS - number.length())) + number;
    }

    /** The beginning of the line of a work unit in workflow.dag. */
    static String nodeWords(Layout layout) {
        return switch (layout) {
            case SUBDAG -> "SUBDAG EXTERNAL ";
            case SPLICE -> "SPLICE ";
        };
    }

    /**
     * What stands before the work units. DAGMan 23.9.6 crashes over ALL_NODES in a DAG that has splices only, so nothing
     * is said of all nodes there; nor do categories of the outer DAG reach a splice.
     */
    static void openWorkflow(TextBytes out, DagHeader header, DagSettings settings) {
        line(out, "JOBSTATE_LOG", WORKFLOW_LOG);
        switch (header.layout()) {
            case SUBDAG -> {
                line(out, "CATEGORY ALL_NODES work_units");
                line(out, "MAXJOBS work_units", number(header.throttles().workUnits()));
                line(out, "INCLUDE", ATTEMPT_DAG);
                landings(out, settings);
            }
            case SPLICE ->
                line(
                        out,
                        "SET_JOB_ATTR WMS2_Layout =",
                        CondorText.classAdString(header.layout().word()));
        }
    }

    /** Work units that are DAGs of their own land anew where their site fails them; scripts run in their directories. */
    private static void landings(TextBytes out, DagSettings settings) {
        line(out, "RETRY ALL_NODES", number(LANDING_RETRIES), "UNLESS-EXIT", number(FINAL_EXIT));
        line(out, "SCRIPT PRE ALL_NODES ../job/choose_sites.sh $RETRY");
        line(out, "SCRIPT POST ALL_NODES ../job/group_end.sh $RETURN", number(settings.nodeRetries()));
    }

    static void workflowNode(TextBytes out, DagHeader header, WorkUnitPlan unit) {
        String name = group(unit.ordinal());
        out.ascii(nodeWords(header.layout()));
        line(out, name, GROUP_DAG, "DIR", name);
    }

    /**
     * What stands after the work units: DAGMan rewrites the whole status file each time, about 180 bytes for each of its
     * nodes, so a DAG with many has it rewritten less often.
     */
    static void closeWorkflow(TextBytes out, DagHeader header, DagCounts counts, Duration statusInterval) {
        long nodes = switch (header.layout()) {
            case SUBDAG -> counts.workUnits();
            case SPLICE -> counts.jobs() + (long) counts.workUnits() * OTHER_NODES;
        };
        long seconds = Math.max(statusInterval.toSeconds(), nodes / STATUS_NODES_PER_SECOND);
        line(out, "NODE_STATUS_FILE", WORKFLOW_DAG + ".status", number(seconds));
    }

    static void attempt(TextBytes out, DagKey key) {
        line(out, "VARS ALL_NODES", CondorText.varsAttribute("WMS2_Attempt", key.attempt()));
    }

    static void group(TextBytes out, DagHeader header, WorkUnitPlan unit, DagSettings settings) {
        openGroup(out, header, unit, settings);
        line(out, "JOB landing ../landing.sub");
        line(out, "CATEGORY landing landings");
        line(out, "SCRIPT PRE landing ../job/choose_sites.sh landing");
        line(out, "SCRIPT POST landing ../job/elect_site.sh $JOBID $RETURN");
        for (JobSpec job : unit.jobs()) {
            processingNode(out.ascii("JOB "), job.index()).ascii(" ../processing.sub\n");
            processingNode(out.ascii("VARS "), job.index()).ascii(" WMS2_INDEX=\"");
            out.number(job.index()).ascii("\"\n");
        }
        line(out, "JOB merge ../merge.sub");
        line(out, "CATEGORY merge merges");
        line(out, "SCRIPT POST merge ../job/publish_manifest.sh $RETURN");
        line(out, "JOB cleanup ../cleanup.sub");
        line(out, "CATEGORY cleanup cleanups");
        processingNodes(out.ascii("PARENT landing CHILD"), unit).ascii("\n");
        processingNodes(out.ascii("PARENT"), unit).ascii(" CHILD merge\n");
        line(out, "PARENT merge CHILD cleanup");
    }

    /** A splice has no status file, log and job attributes of its own; its categories are its own in either layout. */
    private static void openGroup(TextBytes out, DagHeader header, WorkUnitPlan unit, DagSettings settings) {
        String tag = header.key().tag().value();
        String id = unit.id().value();
        Throttles throttles = header.throttles();
        String retries = number(settings.nodeRetries());
        String tags = CondorText.vars("WMS2_DAG_ID", tag)
                + " " + CondorText.vars("WMS2_WORK_UNIT", id)
                + " " + CondorText.vars("WMS2_MAX_RETRIES", retries);
        switch (header.layout()) {
            case SUBDAG -> {
                line(
                        out,
                        "NODE_STATUS_FILE",
                        GROUP_DAG + ".status",
                        number(settings.statusInterval().toSeconds()));
                line(out, "JOBSTATE_LOG group.jobstate.log");
                line(out, "SET_JOB_ATTR WMS2_DagId =", CondorText.classAdString(tag));
                line(out, "SET_JOB_ATTR WMS2_WorkUnit =", CondorText.classAdString(id));
                line(out, "VARS ALL_NODES", tags);
            }
            case SPLICE -> line(out, "VARS ALL_NODES", tags, CondorText.vars("WMS2_SPLICE", "1"));
        }
        line(out, "RETRY ALL_NODES", retries, "UNLESS-EXIT", number(FINAL_EXIT));
        if (header.layout() == Layout.SUBDAG) {
            // In a splice it would end the whole DAG.
            line(out, "ABORT-DAG-ON ALL_NODES", number(SITE_EXIT), "RETURN 1");
        }
        line(out, "CATEGORY ALL_NODES processing");
        line(out, "MAXJOBS landings 1");
        line(out, "MAXJOBS processing", number(throttles.processing()));
        line(out, "MAXJOBS merges", number(throttles.merges()));
        line(out, "MAXJOBS cleanups", number(throttles.cleanups()));
    }

    /** The node name of a job: {@code proc_000042}. */
    private static TextBytes processingNode(TextBytes out, int index) {
        return out.ascii("proc_").number(index, DIGITS);
    }

    private static TextBytes processingNodes(TextBytes out, WorkUnitPlan unit) {
        for (JobSpec job : unit.jobs()) {
            processingNode(out.ascii(" "), job.index());
        }
        return out;
    }

    private static String number(long value) {
        return String.valueOf(value);
    }

    private static void line(TextBytes out, String... words) {
        String before = "";
        for (String word : words) {
            out.ascii(before).ascii(word);
            before = " ";
        }
        out.ascii("\n");
    }
}
