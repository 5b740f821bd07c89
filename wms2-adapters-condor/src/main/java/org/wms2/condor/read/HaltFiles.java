package org.wms2.condor.read;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Halt files: somebody puts one beside a DAG, DAGMan submits nothing more, waits for what runs, and exits with status 1. One
 * beside the outer DAG does not reach the inner ones; an inner one's makes its node fail, though no job of it has failed: its
 * metrics say so by DAG_Status 0 (contracts/htcondor.md 2).
 */
final class HaltFiles {
    private static final String INNER = "group.dag";
    private static final String SUFFIX = ".halt";
    private static final int NOTHING_FAILED = 0;

    private HaltFiles() {}

    /**
     * Whether there is one, of the outer DAG or of a work unit that ended by it.
     *
     * @param failed work units that DAGMan calls failed: those that were halted are taken out
     */
    static boolean found(Path directory, String dag, Map<Integer, String> failed) {
        boolean inner = failed.keySet().removeIf(ordinal -> endedByIt(directory, ordinal));
        return inner || Files.exists(directory.resolve(dag + SUFFIX));
    }

    private static boolean endedByIt(Path directory, int ordinal) {
        Path group = directory.resolve(GroupNode.name(ordinal));
        if (!Files.exists(group.resolve(INNER + SUFFIX))) {
            return false;
        }
        try {
            return DagmanFiles.metrics(group, INNER)
                    .filter(m -> m.metrics().exitCode() != 0 && m.metrics().dagStatus() == NOTHING_FAILED)
                    .isPresent();
        } catch (UnreadableException e) {
            return false; // what cannot be read does not contradict DAGMan, who calls it failed
        }
    }
}
