package org.wms2.ports.id;

import java.util.regex.Pattern;

/**
 * Name of a dataset, {@code /primary/processed/TIER}: a DBS dataset and a Rucio container. Lexicon of WMCore's
 * {@code Lexicon.dataset} (contracts/cms.md 1.7).
 */
public record DatasetName(String value) implements Comparable<DatasetName> {
    private static final Pattern PATTERN =
            Pattern.compile("/[a-zA-Z0-9\\-_]{1,99}/[a-zA-Z0-9.\\-_]{1,199}/[A-Z0-9\\-]{1,99}");

    public DatasetName {
        Lexicon.check("dataset name", value, PATTERN, "/primary/processed/TIER");
    }

    /** The primary dataset, the first part. */
    public String primary() {
        return part(1);
    }

    /** The processed dataset, the second part: {@code <era>-<string>-v<version>}. */
    public String processed() {
        return part(2);
    }

    /** The data tier, the third part. */
    public String tier() {
        return part(3);
    }

    private String part(int index) {
        return value.split("/", -1)[index];
    }

    @Override
    public int compareTo(DatasetName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
