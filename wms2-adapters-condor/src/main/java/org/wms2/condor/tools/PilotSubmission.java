package org.wms2.condor.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.wms2.condor.dag.CondorText;
import org.wms2.condor.dag.DirectoryLock;
import org.wms2.condor.dag.PilotDirectory;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/**
 * Submits a pilot on hold, at most once, as {@link DagSubmission} does a DAG: under the directory's lock, after a forgotten
 * condor_submit has ended, and only if the schedd says that the tag has no job.
 */
record PilotSubmission(ObservedTools tools, ToolSettings settings, Function<DagKey, Optional<DagObservation>> find) {
    private static final String SERVICE = "HTCondor";
    private static final Duration ORPHAN_WAIT = Duration.ofSeconds(5);

    ClusterId submit(DagKey key, Path directory) {
        if (!Files.isRegularFile(directory.resolve(PilotDirectory.SUBMIT_FILE))) {
            throw new ServiceRefusedException(
                    SERVICE, "no " + PilotDirectory.SUBMIT_FILE + " in " + directory + ": write the pilot first");
        }
        try {
            return DirectoryLock.holding(directory, () -> submitLocked(key, directory));
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "cannot submit " + directory + ": " + e + "; check the directory's owner", e);
        }
    }

    private ClusterId submitLocked(DagKey key, Path directory) {
        String lock = DirectoryLock.submission(directory).toString();
        waitForOrphan(directory, lock);
        Optional<DagObservation> earlier = find.apply(key);
        if (earlier.isPresent()) {
            return earlier.get().cluster();
        }
        if (PilotDirectory.isSubmitted(directory)) {
            throw new ServiceRefusedException(
                    SERVICE,
                    directory + " holds " + PilotDirectory.LOG + " of an earlier job, but " + key
                            + " is neither in the queue nor in the history");
        }
        CommandResult result = tools.run(
                "condor_submit",
                List.of(tools.program("flock"), "--nonblock", "--no-fork", lock),
                arguments(key),
                directory,
                "",
                settings.submitTimeout());
        return ToolWords.terseCluster(result, tools.schedd())
                .or(() -> find.apply(key).map(DagObservation::cluster))
                .orElseThrow(() -> refusal(result, directory));
    }

    /** It stays in the queue for a while after it has ended by itself; a removed one leaves when it is gone. */
    private List<String> arguments(DagKey key) {
        String keep = "leave_in_queue = JobStatus == 4 && time() - EnteredCurrentStatus < "
                + settings.keepEnded().toSeconds();
        return List.of(
                "-terse",
                "-batch-name",
                CondorText.plain("wms2-" + key.tag().value()),
                "-append",
                keep,
                "-append",
                "hold = true",
                PilotDirectory.SUBMIT_FILE);
    }

    private void waitForOrphan(Path directory, String lock) {
        CommandResult result = tools.run(
                "flock",
                List.of("--wait", String.valueOf(ORPHAN_WAIT.toSeconds()), lock, "true"),
                directory,
                "",
                ORPHAN_WAIT.multipliedBy(2));
        if (!result.succeeded()) {
            throw ObservedTools.unavailable(
                    "condor_submit", "an earlier one is still at work in " + directory + "; try later");
        }
    }

    private static Wms2Exception refusal(CommandResult result, Path directory) {
        String said = "exit status " + result.exitCode() + ": " + result.words();
        return ToolWords.saysUnreachable(result)
                ? ObservedTools.unavailable("condor_submit", said)
                : new ServiceRefusedException(SERVICE, "condor_submit of " + directory + ": " + said);
    }
}
