package org.wms2.ports.id;

import java.util.regex.Pattern;

/** Id of a ConfigCache document ({@code ConfigCacheID}). */
public record ConfigId(String value) {
    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.\\-]{0,199}");

    public ConfigId {
        Lexicon.check("ConfigCacheID", value, PATTERN, "letters, digits, '_', '-', '.'; at most 200");
    }

    @Override
    public String toString() {
        return value;
    }
}
