package org.wms2.ports.id;

import java.util.regex.Pattern;

/**
 * Id of a work unit: the first ten characters, lower-case base32, of SHA-256 over request name, processing version,
 * round and ordinal (design/states.md). Computed by the domain; the same plan always has the same ids.
 */
public record WorkUnitId(String value) {
    private static final Pattern PATTERN = Pattern.compile("[a-z2-7]{10}");

    public WorkUnitId {
        Lexicon.check("work unit id", value, PATTERN, "ten characters of lower-case base32");
    }

    @Override
    public String toString() {
        return value;
    }
}
