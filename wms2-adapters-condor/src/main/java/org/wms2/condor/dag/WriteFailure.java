package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.wms2.condor.Trees;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;

/** What a write that failed means: a full disk is waited for, all else is our own fault or the operator's. */
final class WriteFailure {
    /** As the request's cause knows it (Cause.DISK_FULL). */
    private static final String DISK = "submit disk";

    private WriteFailure() {}

    /** Half of a directory beside its place is taken away, so that a full disk is not kept full by it. */
    static Wms2Exception of(Path target, IOException e) {
        try {
            Trees.delete(target.resolveSibling("." + target.getFileName() + ".new"));
        } catch (IOException again) {
            e.addSuppressed(again);
        }
        if (isFull(e)) {
            return new ServiceUnavailableException(
                    DISK, "no room to write " + target + ": " + e.getMessage() + "; make room", e);
        }
        return new Wms2Exception(
                ErrorCode.INTERNAL, "cannot write " + target + ": " + e + "; check space and owner of the disk", e);
    }

    private static boolean isFull(IOException e) {
        String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return said.contains("no space left") || said.contains("quota exceeded");
    }
}
