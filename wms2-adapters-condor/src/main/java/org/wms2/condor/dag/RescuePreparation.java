package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DagKey;

/**
 * Turns a used submit directory into that of the next attempt: attempt.dag, and in every tuning.inc the attempt and the
 * priority. Each file is written beside its place and renamed into it, and left alone where it says so already.
 */
final class RescuePreparation {
    private RescuePreparation() {}

    /** It is a later attempt, of a directory that is there. */
    static void require(DagKey next, Path directory) {
        if (next.attempt() < 1) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL,
                    "attempt " + next.attempt() + " of " + next.tag() + " is no rescue: expected 1 or more");
        }
        if (!Files.isRegularFile(directory.resolve(DagText.WORKFLOW_DAG))) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL,
                    "no " + DagText.WORKFLOW_DAG + " in " + directory + ": there is nothing to go on with");
        }
    }

    static void prepare(DagKey next, Path directory, int priority) throws IOException {
        for (Path group : TuningFile.groups(directory)) {
            prepareGroup(next, group, priority);
        }
        TextBytes attempt = new TextBytes();
        DagText.attempt(attempt, next);
        WholeFile.replace(directory.resolve(DagText.ATTEMPT_DAG), attempt.toString());
    }

    private static void prepareGroup(DagKey next, Path group, int priority) throws IOException {
        TuningFile now = TuningFile.read(group);
        TuningFile prepared = now.with(TuningFile.ATTEMPT, next.attempt()).with(TuningFile.PRIORITY, priority);
        if (!prepared.equals(now)) {
            // Of an inner DAGMan that was killed, or removed while it was held: its successor would replay the log,
            // count the removed jobs as failed and exit. Without it, it goes on from its rescue file, or lands anew
            // (job/choose_sites.sh).
            Files.deleteIfExists(group.resolve(DagText.GROUP_DAG + ".lock"));
            prepared.write(group);
        }
    }
}
