package org.wms2.condor.tools;

import java.time.Duration;

/**
 * How a program ended.
 *
 * @param exitCode meaningless if it was ended by us
 * @param timedOut its time was up; it and all below it have been killed
 * @param tooLong it wrote more than allowed; the same
 */
public record CommandResult(
        int exitCode, String stdout, String stderr, boolean timedOut, boolean tooLong, Duration time) {
    /** Whether it ended by itself with status 0. */
    public boolean succeeded() {
        return !timedOut && !tooLong && exitCode == 0;
    }

    /** What it said, on one line, for a message. */
    public String words() {
        String said = (stderr.isBlank() ? stdout : stderr)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return said.length() > 300 ? said.substring(0, 300) + "..." : said;
    }
}
