package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.wms2.condor.Trees;

/** A file of a submitted directory that is changed while DAGMan may read it: written beside its place, then renamed. */
final class WholeFile {
    private WholeFile() {}

    /** Leaves the file alone where it says so already. */
    static void replace(Path file, String text) throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return;
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Modes.file(fresh, false);
        Trees.forceOne(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        Trees.forceOne(file.resolveSibling(""));
    }
}
