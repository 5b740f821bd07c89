package org.wms2.condor.tools;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.ports.id.ClusterId;

/** What the tools of 23.9 say, where their exit status alone does not tell (contracts/htcondor.md 3, samples cli-*.txt). */
final class ToolWords {
    private static final Pattern NO_SUCH_JOB = Pattern.compile("Couldn't find/(?:remove|release) all jobs");
    private static final Pattern NOTHING_EDITED = Pattern.compile("Failed to set attribute \"\\w+\" by constraint");
    private static final Pattern NOT_ALLOWED = Pattern.compile("(?i)permission denied|not authorized");
    private static final Pattern UNREACHABLE = Pattern.compile(
            "Can't find address|SECMAN:|CEDAR:|(?i)failed to connect|communication error|failed to fetch ads|timed out|"
                    + "no record of schedd|unknown host|No such schedd|Unable to locate remote schedd");
    private static final Pattern SUBMITTED = Pattern.compile("submitted to cluster ([1-9][0-9]{0,8})\\.");
    private static final Pattern TERSE = Pattern.compile("(?m)^([1-9][0-9]{0,8})\\.0 - ");

    private ToolWords() {}

    /** condor_rm and condor_release: none of the jobs is there (any more). */
    static boolean saysNoSuchJob(CommandResult result) {
        return NO_SUCH_JOB.matcher(result.stderr() + result.stdout()).find();
    }

    /** condor_qedit: no job matches, or the schedd refused. */
    static boolean saysNothingEdited(CommandResult result) {
        return NOTHING_EDITED.matcher(result.stderr() + result.stdout()).find();
    }

    static boolean saysNotAllowed(CommandResult result) {
        return NOT_ALLOWED.matcher(result.stderr() + result.stdout()).find();
    }

    /** The schedd could not be asked. */
    static boolean saysUnreachable(CommandResult result) {
        return UNREACHABLE.matcher(result.stderr() + result.stdout()).find();
    }

    /** condor_submit_dag: "1 job(s) submitted to cluster 32." */
    static Optional<ClusterId> submittedCluster(CommandResult result, Schedd schedd) {
        return cluster(SUBMITTED, result, schedd);
    }

    /** condor_submit -terse: "1518.0 - 1518.0" */
    static Optional<ClusterId> terseCluster(CommandResult result, Schedd schedd) {
        return cluster(TERSE, result, schedd);
    }

    private static Optional<ClusterId> cluster(Pattern pattern, CommandResult result, Schedd schedd) {
        Matcher found = pattern.matcher(result.stdout());
        return result.succeeded() && found.find()
                ? Optional.of(schedd.cluster(Integer.parseInt(found.group(1))))
                : Optional.empty();
    }
}
