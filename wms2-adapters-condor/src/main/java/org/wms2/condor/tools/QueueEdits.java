package org.wms2.condor.tools;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.wms2.condor.dag.CondorText;
import org.wms2.condor.dag.RolePriority;
import org.wms2.condor.read.JobAd;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.plan.NodeRole;

/**
 * Changes attributes of jobs in the queue with condor_qedit. It says exit status 1 and "Failed to set attribute ... by
 * constraint" both where no job matches and where the schedd did not do it, so what is left to change is asked for then.
 * Every edit names in its constraint what is still to be changed, which makes doing it twice harmless.
 */
final class QueueEdits {
    private static final String TOOL = "condor_qedit";
    private static final String UNFINISHED = "JobStatus != 3 && JobStatus != 4";

    private final ObservedTools tools;
    private final Duration timeout;

    QueueEdits(ObservedTools tools, Duration timeout) {
        this.tools = tools;
        this.timeout = timeout;
    }

    /** Only upwards; a job that a person holds, or that is held for another reason by now, is not released. */
    void raiseMemory(HeldJob job, int memoryMb) {
        String held = "ClusterId == " + job.cluster().value() + " && JobStatus == 5 && HoldReasonCode == " + job.code();
        edit(held + " && !(RequestMemory >= " + memoryMb + ")", "RequestMemory", memoryMb);
        release(held + " && RequestMemory >= " + memoryMb);
    }

    /** DAGMans, whose start the schedd puts in this order, and the jobs of each role, which keep their distance; one that is tried again loses its place before first tries until its next. */
    void setPriority(DagKey key, String tagged, int priority) {
        if (key.tag().isPilot()) {
            give(tagged, priority);
            return;
        }
        give(tagged + " && JobUniverse == 7", priority);
        for (NodeRole role : NodeRole.values()) {
            String word = CondorText.classAdString(role.name().toLowerCase(Locale.ROOT));
            give(tagged + " && WMS2_Role == " + word, RolePriority.of(role, priority));
        }
    }

    private void give(String which, int priority) {
        edit(which + " && " + UNFINISHED + " && JobPrio =!= " + priority, "JobPrio", priority);
    }

    private void edit(String constraint, String attribute, long value) {
        CommandResult result = run(TOOL, List.of("-constraint", constraint, attribute, String.valueOf(value)));
        if (!result.succeeded() && (!ToolWords.saysNothingEdited(result) || anyLeft(constraint))) {
            throw ObservedTools.unavailable(TOOL, "exit status " + result.exitCode() + ": " + result.words());
        }
    }

    private void release(String constraint) {
        CommandResult result = run("condor_release", List.of("-constraint", constraint));
        if (!result.succeeded() && !ToolWords.saysNoSuchJob(result)) {
            throw ObservedTools.unavailable(
                    "condor_release", "exit status " + result.exitCode() + ": " + result.words());
        }
    }

    private boolean anyLeft(String constraint) {
        CommandResult result =
                run("condor_q", List.of("-json", "-constraint", constraint, "-attributes", "ClusterId", "-limit", "1"));
        if (!result.succeeded()) {
            throw ObservedTools.unavailable("condor_q", "exit status " + result.exitCode() + ": " + result.words());
        }
        return !JobAd.parse("condor_q", result.stdout()).isEmpty();
    }

    private CommandResult run(String tool, List<String> arguments) {
        return tools.run(tool, arguments, Path.of("/"), "", timeout);
    }
}
