package org.wms2.ports.htcondor;

/**
 * An archive that has been read back and compared with its manifest.
 *
 * @param file absolute path
 * @param files in it, without the manifest
 * @param bytes of them
 * @param packedBytes of the archive
 * @param made whether it was made now; else it was there already, and holds what the directories hold
 */
public record Archived(String file, long files, long bytes, long packedBytes, boolean made) {}
