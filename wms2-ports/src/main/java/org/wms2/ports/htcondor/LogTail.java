package org.wms2.ports.htcondor;

import java.util.List;

/**
 * The end of a file of lines.
 *
 * @param file its path below the submit directory
 * @param bytes size of the whole file
 * @param lines the last ones, oldest first, harmless on a terminal; long ones are cut
 * @param isWhole whether these are all
 */
public record LogTail(String file, long bytes, List<String> lines, boolean isWhole) {
    public LogTail {
        lines = List.copyOf(lines);
    }
}
