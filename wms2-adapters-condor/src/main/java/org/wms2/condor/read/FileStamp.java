package org.wms2.condor.read;

import java.io.File;

/** Tells whether a file is another one than when it was read: one or two stats, no exception for one that is not there. */
final class FileStamp {
    private final File file;
    private long modified;
    private long size;
    private long seenModified;
    private long seenSize;

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
