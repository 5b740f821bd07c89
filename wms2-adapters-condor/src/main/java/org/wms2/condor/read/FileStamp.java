package org.wms2.condor.read;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** Tells whether a file is another one than when it was read: one or two stats, no exception for one that is not there. */
final class FileStamp {
    private final File file;
    private long modified;
    private long size;
    private long seenModified;
    private long seenSize;

    /** Whether a file was last written before another one was; false if either is not there. */
    static boolean isOlder(Path file, Path than) {
        try {
            return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) < 0;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "cannot read " + file + ": " + e + "; check the submit directory's owner", e);
        }
    }

    FileStamp(File file) {
        this.file = file;
    }

    /** Whether it has come, gone or changed since {@link #wasRead()} was said last. */
    boolean isNews() {
        seenModified = file.lastModified();
        seenSize = seenModified == 0 ? 0 : file.length();
        return seenModified != modified || seenSize != size;
    }

    /** What {@link #isNews()} saw has been read. */
    void wasRead() {
        modified = seenModified;
        size = seenSize;
    }
}
