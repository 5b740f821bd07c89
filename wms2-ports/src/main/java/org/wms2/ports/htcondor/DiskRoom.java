package org.wms2.ports.htcondor;

/**
 * How much may still be written on a disk.
 *
 * @param name what lies there: the submit directories, the pool
 * @param path absolute
 * @param freeBytes that an ordinary account may still write
 * @param freeFiles that may still be made; {@link Long#MAX_VALUE} if the file system has no such limit, or does not say
 * @param reserveBytes that are not to be used, 0 or more
 */
public record DiskRoom(String name, String path, long freeBytes, long freeFiles, long reserveBytes) {
    /** Whether so much more leaves the reserve untouched. */
    public boolean holds(long bytes, long files) {
        return freeBytes - reserveBytes >= bytes && freeFiles >= files;
    }
}
