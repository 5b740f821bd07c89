package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.plan.NodeRole;

/** Looks at what lies on disk after writing: every file is there, and DAGMan will find as many nodes as were planned. */
final class DagDirectoryCheck {
    private static final List<String> OF_A_GROUP =
            List.of(DagText.GROUP_DAG, "work_unit.json", "tuning.inc", DagText.PLANNED_SITES, "sites.inc");

    private DagDirectoryCheck() {}

    /**
     * Checks a written directory.
     *
     * @throws Wms2Exception if anything is missing or the counts differ
     */
    static void verify(Path directory, DagCounts expected, Layout layout) throws IOException {
        for (String name : StaticFiles.SUBMIT_FILES) {
            present(directory.resolve(name));
        }
        for (String name : StaticFiles.JOB_FILES) {
            present(directory.resolve("job").resolve(name));
        }
        present(directory.resolve(PolicyText.POOL));
        for (NodeRole role : NodeRole.values()) {
            present(directory.resolve(PolicyText.file(role)));
        }
        present(directory.resolve("payload.json"));
        present(directory.resolve(DagText.ATTEMPT_DAG));
        long nodes = lines(directory.resolve(DagText.WORKFLOW_DAG), DagText.nodeWords(layout));
        long jobs = 0;
        for (int ordinal = 0; ordinal < expected.workUnits(); ordinal++) {
            Path group = directory.resolve(DagText.group(ordinal));
            for (String name : OF_A_GROUP) {
                present(group.resolve(name));
            }
            jobs += lines(group.resolve(DagText.GROUP_DAG), "JOB proc_");
        }
        if (nodes != expected.workUnits() || jobs != expected.jobs()) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL,
                    directory + ": expected " + expected.workUnits() + " work units and " + expected.jobs()
                            + " jobs, found " + nodes + " and " + jobs + "; the plan is to be written again");
        }
    }

    private static void present(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            throw new Wms2Exception(ErrorCode.INTERNAL, file + " is missing or empty after it was written: disk full?");
        }
    }

    /** Lines that begin with some ASCII words; a file is one work unit's, or one line per work unit. */
    private static long lines(Path file, String prefix) throws IOException {
        present(file);
        byte[] text = Files.readAllBytes(file);
        byte[] words = prefix.getBytes(StandardCharsets.US_ASCII);
        long lines = 0;
        for (int start = 0; start < text.length; start++) {
            int end = start + words.length;
            if (end <= text.length && Arrays.equals(text, start, end, words, 0, words.length)) {
                lines++;
            }
            while (start < text.length && text[start] != '\n') {
                start++;
            }
        }
        return lines;
    }
}
