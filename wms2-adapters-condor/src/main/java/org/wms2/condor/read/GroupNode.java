package org.wms2.condor.read;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node of an outer DAG as DAGMan names it: {@code mg_000042} where a work unit is a DAG of its own, and
 * {@code mg_000042+proc_000007} where it is spliced in.
 *
 * @param ordinal of the work unit
 * @param closing whether the work unit is done when this node is: the node itself, or the last one of a splice
 */
record GroupNode(int ordinal, boolean closing) {
    /** The node of a splice that comes last. */
    static final String LAST = "cleanup";

    private static final Pattern NAME = Pattern.compile("mg_([0-9]{6})(?:\\+([A-Za-z0-9_.-]+))?");

    /** The node, and directory, of a work unit: {@code mg_000042}. */
    static String name(int ordinal) {
        return "mg_%06d".formatted(ordinal);
    }

    /** The node of a name; empty if it is none of ours. */
    static Optional<GroupNode> of(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new GroupNode(
                        Integer.parseInt(matcher.group(1)), matcher.group(2) == null || LAST.equals(matcher.group(2))))
                : Optional.empty();
    }
}
