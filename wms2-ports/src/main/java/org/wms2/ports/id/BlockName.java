package org.wms2.ports.id;

import java.util.regex.Pattern;

/**
 * Name of a block, {@code <dataset>#<suffix>} with a suffix of at most 36 characters (contracts/cms.md 3.3): a DBS
 * block and a Rucio dataset.
 */
public record BlockName(String value) implements Comparable<BlockName> {
    private static final Pattern PATTERN = Pattern.compile("/[^/#]+/[^/#]+/[^/#]+#[A-Za-z0-9.\\-_]{1,36}");

    public BlockName {
        Lexicon.check("block name", value, PATTERN, "/primary/processed/TIER#suffix, suffix at most 36 characters");
    }

    /** The dataset that the block belongs to. */
    public DatasetName dataset() {
        return new DatasetName(value.substring(0, value.indexOf('#')));
    }

    @Override
    public int compareTo(BlockName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
