package org.wms2.condor.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wms2.condor.dag.CondorText;
import org.wms2.condor.dag.DirectoryLock;
import org.wms2.condor.dag.SubmissionTraces;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/**
 * Submits an outer DAG on hold, at most once (contracts/htcondor.md 4; docs/adr/0004). Under the directory's lock: wait
 * for a condor_submit_dag whose starter died, look the tag up, and only if the schedd says that there is none, submit.
 */
final class DagSubmission {
    private static final String SERVICE = "HTCondor";
    private static final String DAG = "workflow.dag";
    private static final String SUBMIT_FILE = DAG + ".condor.sub";
    /** How long a forgotten condor_submit_dag is waited for. */
    private static final Duration ORPHAN_WAIT = Duration.ofSeconds(5);

    /** How long sending a DAG's files to a schedd may take. */
    private static final Duration SPOOLING = Duration.ofMinutes(10);

    private final ObservedTools tools;
    private final ToolSettings settings;
    private final Function<DagKey, Optional<DagObservation>> find;
    private final @Nullable SpooledDags spooled;
    private final CounterInterval counters;

    /** @param spooled set if we cannot see the schedd's files */
    DagSubmission(
            ObservedTools tools,
            ToolSettings settings,
            Function<DagKey, Optional<DagObservation>> find,
            @Nullable SpooledDags spooled) {
        this.spooled = spooled;
        this.tools = tools;
        this.settings = settings;
        this.find = find;
        this.counters = new CounterInterval(tools, settings.queryTimeout());
    }

    ClusterId submit(DagKey key, Path directory) {
        if (!Files.isRegularFile(directory.resolve(DAG))) {
            throw new ServiceRefusedException(SERVICE, "no " + DAG + " in " + directory + ": write the plan first");
        }
        if (directory.startsWith("/tmp")) {
            // DAGMan: "default node log file ... is in /tmp", an error by DAGMAN_USE_STRICT's default [seen in 23.9.6].
            throw new ServiceRefusedException(
                    SERVICE, "DAGMan does not run in /tmp, found " + directory + ": choose another submit directory");
        }
        try {
            return DirectoryLock.holding(directory, () -> submitLocked(key, directory));
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "cannot submit " + directory + ": " + e + "; check the directory's owner", e);
        }
    }

    private ClusterId submitLocked(DagKey key, Path directory) throws IOException {
        waitForOrphan(directory);
        Optional<DagObservation> earlier = find.apply(key);
        if (earlier.isPresent()) {
            return earlier.get().cluster();
        }
        prepare(key, directory);
        CommandResult result = tools.schedd().isNamed() ? submitNamed(key, directory) : submitHere(key, directory);
        Optional<ClusterId> cluster = tools.schedd().isNamed()
                ? ToolWords.terseCluster(result, tools.schedd())
                : ToolWords.submittedCluster(result, tools.schedd());
        if (cluster.isPresent()) {
            return cluster.get();
        }
        return find.apply(key).map(DagObservation::cluster).orElseThrow(() -> refusal(result, directory));
    }

    private CommandResult submitHere(DagKey key, Path directory) {
        return tools.run(
                "condor_submit_dag", locked(directory), arguments(key), directory, "", settings.submitTimeout());
    }

    /**
     * condor_submit_dag knows a schedd's name only together with spooling (-remote): so it writes the submit file, which asks
     * nobody, and condor_submit takes it to the schedd.
     */
    private CommandResult submitNamed(DagKey key, Path directory) throws IOException {
        List<String> write = new ArrayList<>(List.of("-no_submit"));
        if (spooled != null) {
            write.addAll(spooled.arguments(directory));
        }
        write.addAll(arguments(key));
        CommandResult written = tools.run("condor_submit_dag", write, directory, "", settings.submitTimeout());
        return written.succeeded()
                ? tools.run(
                        "condor_submit",
                        locked(directory),
                        spooled == null ? List.of("-terse", SUBMIT_FILE) : List.of("-terse", "-spool", SUBMIT_FILE),
                        directory,
                        "",
                        spooled == null ? settings.submitTimeout() : SPOOLING)
                : written;
    }

    /** The tool itself holds the submission file's lock, also when we are gone. */
    private List<String> locked(Path directory) {
        return List.of(
                tools.program("flock"),
                "--nonblock",
                "--no-fork",
                DirectoryLock.submission(directory).toString());
    }

    private static Wms2Exception refusal(CommandResult result, Path directory) {
        String said = "exit status " + result.exitCode() + ": " + result.words();
        return ToolWords.saysUnreachable(result)
                ? ObservedTools.unavailable("condor_submit_dag", said)
                : new ServiceRefusedException(SERVICE, "condor_submit_dag of " + directory + ": " + said);
    }

    private List<String> arguments(DagKey key) {
        String tag = CondorText.submitString(key.tag().value());
        String keep = "leave_in_queue = (JobStatus == 4 || JobStatus == 3) && time() - EnteredCurrentStatus < "
                + settings.keepEnded().toSeconds();
        List<String> arguments = new ArrayList<>(spooled == null ? counters.arguments() : List.of());
        arguments.addAll(List.of(
                "-batch-name",
                CondorText.plain("wms2-" + key.tag().value()),
                "-maxidle",
                String.valueOf(settings.maxIdleJobs()),
                "-append",
                "+WMS2_DagId = " + tag,
                "-append",
                "+WMS2_Attempt = " + key.attempt(),
                "-append",
                keep));
        if (spooled == null) {
            arguments.addAll(List.of("-append", "hold = true"));
        }
        arguments.add(DAG);
        return arguments;
    }

    /** A condor_submit_dag of a dead process holds the submission file's lock until it ends, one way or the other. */
    private void waitForOrphan(Path directory) {
        CommandResult result = tools.run(
                "flock",
                List.of(
                        "--wait",
                        String.valueOf(ORPHAN_WAIT.toSeconds()),
                        DirectoryLock.submission(directory).toString(),
                        "true"),
                directory,
                "",
                ORPHAN_WAIT.multipliedBy(2));
        if (!result.succeeded()) {
            throw ObservedTools.unavailable(
                    "condor_submit_dag", "an earlier one is still at work in " + directory + "; try later");
        }
    }

    /**
     * The schedd has just said that this attempt has no job. What a failed or swept submission leaves is cleared away;
     * traces of a DAGMan that ran need a later attempt and a rescue file to go on from.
     */
    private static void prepare(DagKey key, Path directory) throws IOException {
        Optional<Path> trace = SubmissionTraces.findOfRun(directory);
        if (trace.isEmpty()) {
            SubmissionTraces.clear(directory);
            return;
        }
        if (key.attempt() == 0 || SubmissionTraces.newestRescue(directory).isEmpty()) {
            throw refusal(
                    key,
                    directory,
                    trace.get().getFileName() + " of an earlier job",
                    "there is no rescue file to go on from");
        }
        if (SubmissionTraces.findLock(directory).isPresent()) {
            throw refusal(
                    key, directory, DAG + ".lock", "a DAGMan is still at work there, or died without a last word");
        }
        if (SubmissionTraces.hasRun(directory, key.attempt())) {
            throw refusal(
                    key,
                    directory,
                    "traces of this very attempt",
                    "running it again would process twice what it has done");
        }
    }

    private static ServiceRefusedException refusal(DagKey key, Path directory, String what, String why) {
        return new ServiceRefusedException(
                SERVICE,
                directory + " holds " + what + ", but " + key + " is neither in the queue nor in the history, and "
                        + why);
    }
}
