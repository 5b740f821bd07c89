package org.wms2.ports.id;

import java.util.regex.Pattern;

/** Name of a CMS processing site (PSN), such as {@code T2_CH_CERN}; lexicon of WMCore's {@code Lexicon.cmsname}. */
public record SiteName(String value) implements Comparable<SiteName> {
    private static final Pattern PATTERN = Pattern.compile("T[0-3]_[A-Z]{2}((_[A-Za-z0-9]+)+)");

    public SiteName {
        Lexicon.check("site name", value, PATTERN, "a CMS site name such as T2_CH_CERN");
    }

    @Override
    public int compareTo(SiteName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
