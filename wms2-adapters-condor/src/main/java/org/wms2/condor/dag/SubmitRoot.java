package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wms2.ports.error.ServiceUnavailableException;

/**
 * Tells a submit directory that somebody deleted from a disk that is not there: an empty submit root has lost all of its
 * DAGs at once, and that is no news of any of them.
 */
public final class SubmitRoot {
    private SubmitRoot() {}

    /**
     * Whether a DAG's directory has a file.
     *
     * @throws ServiceUnavailableException if the whole submit root is missing or empty
     */
    static boolean has(Path directory, String file) {
        if (Files.isRegularFile(directory.resolve(file))) {
            return true;
        }
        requireOf(directory);
        return false;
    }

    /**
     * Returns if the submit root of a DAG's directory has anything in it.
     *
     * @throws ServiceUnavailableException if it is missing or empty: is its disk mounted?
     */
    public static void requireOf(Path directory) {
        Path version = directory.getParent();
        Path request = version == null ? null : version.getParent();
        Path root = request == null ? null : request.getParent();
        if (root == null || hasEntries(root)) {
            return;
        }
        throw new ServiceUnavailableException(
                "submit disk",
                root + " is missing or empty: is its disk mounted? If all DAGs were deleted, make any file there");
    }

    private static boolean hasEntries(Path root) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            return entries.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }
}
