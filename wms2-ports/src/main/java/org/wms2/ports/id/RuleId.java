package org.wms2.ports.id;

import java.util.regex.Pattern;

/** Id of a Rucio rule, 32 hexadecimal digits. */
public record RuleId(String value) {
    private static final Pattern PATTERN = Pattern.compile("[0-9a-f]{32}");

    public RuleId {
        Lexicon.check("rule id", value, PATTERN, "32 hexadecimal digits");
    }

    @Override
    public String toString() {
        return value;
    }
}
