package org.wms2.ports.htcondor;

/**
 * What a removal has freed.
 *
 * @param files 0 if there was nothing
 * @param bytes their sizes
 */
public record RemovedFiles(long files, long bytes) {
    /** Nothing was there. */
    public static final RemovedFiles NONE = new RemovedFiles(0, 0);

    /** Both together. */
    public RemovedFiles plus(RemovedFiles other) {
        return new RemovedFiles(files + other.files, bytes + other.bytes);
    }
}
