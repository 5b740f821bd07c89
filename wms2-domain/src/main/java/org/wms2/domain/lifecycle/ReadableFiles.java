package org.wms2.domain.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.DagProgress;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.output.WorkUnitManifest;

/** What a DAG has left, as far as it can be read: a broken file must not stand in the way of a stop. */
record ReadableFiles(DagFiles real, boolean tolerant) {

    /** What cannot be read is an error. */
    static ReadableFiles strict(DagFiles real) {
        return new ReadableFiles(real, false);
    }

    /** What cannot be read is not there. */
    static ReadableFiles tolerant(DagFiles real) {
        return new ReadableFiles(real, true);
    }

    DagProgress progress(String directory) {
        return readable(() -> real.progress(directory), DagProgress.NOTHING);
    }

    Optional<WorkUnitManifest> manifest(String directory, int ordinal) {
        return readable(() -> real.manifest(directory, ordinal), Optional.empty());
    }

    List<Failure> failures(String directory, WorkUnitId id, int ordinal, int attempt) {
        return readable(() -> real.failures(directory, id, ordinal, attempt), List.of());
    }

    String lastWords(String directory) {
        return readable(() -> real.lastWords(directory), "");
    }

    private <T> T readable(Supplier<T> read, T instead) {
        try {
            return read.get();
        } catch (Wms2Exception e) {
            if (!tolerant || e.code().retryable()) {
                throw e;
            }
            return instead;
        }
    }
}
