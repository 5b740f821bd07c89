package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

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
    static void verify(Path directory, DagCounts expected) throws IOException {
        for (String name : StaticFiles.SUBMIT_FILES) {
            present(directory.resolve(name));
        }
        for (String name : StaticFiles.JOB_FILES) {
            present(directory.resolve("job").resolve(name));
        }
        present(directory.resolve("payload.json"));
        present(directory.resolve(DagText.ATTEMPT_DAG));
        long nodes = lines(directory.resolve(DagText.WORKFLOW_DAG), "SUBDAG EXTERNAL ");
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

    private static long lines(Path file, String prefix) throws IOException {
        present(file);
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.filter(l -> l.startsWith(prefix)).count();
        }
    }
}
