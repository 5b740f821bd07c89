package org.wms2.ports.id;

import java.util.regex.Pattern;

/** Logical file name, an absolute path under {@code /store} without empty or dot parts. */
public record Lfn(String value) implements Comparable<Lfn> {
    private static final Pattern PATTERN = Pattern.compile("/store(/[A-Za-z0-9_\\-][A-Za-z0-9._\\-]*)+");
    private static final int MAX_LENGTH = 500;

    public Lfn {
        Lexicon.check("LFN", value, PATTERN, "a path such as /store/data/Era/Primary/TIER/Proc-v1/0000/name.root");
        if (value.length() > MAX_LENGTH) {
            throw new org.wms2.ports.error.InputRefusedException(
                    "LFN", value.length() + " characters", "at most " + MAX_LENGTH + " characters");
        }
    }

    @Override
    public int compareTo(Lfn other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
