package org.wms2.ports.id;

import java.util.regex.Pattern;

/** Name of a Rucio storage element, such as {@code T1_US_FNAL_Disk}; lexicon of the CMS policy package. */
public record RseName(String value) implements Comparable<RseName> {
    private static final Pattern PATTERN = Pattern.compile("T[0-3]_[A-Z]{2}((_[A-Za-z0-9]+)+)");

    public RseName {
        Lexicon.check("RSE name", value, PATTERN, "a CMS RSE name such as T1_US_FNAL_Disk");
    }

    @Override
    public int compareTo(RseName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
