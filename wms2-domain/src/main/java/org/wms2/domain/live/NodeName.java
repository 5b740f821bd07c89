package org.wms2.domain.live;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.domain.planning.WorkUnitIds;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.request.Request;

/**
 * How a person names a node: {@code mg_000003/proc_000001}, {@code 3/proc_000001}, {@code 3/1}, or the beginning of a work
 * unit's id in place of the 3; without a node the DAGMan of a work unit, and {@code dagman} that of the workflow.
 *
 * @param unit as given; empty: the workflow
 * @param node name of a node; empty: DAGMan itself
 */
public record NodeName(String unit, String node) {
    private static final String ACCEPTED =
            "mg_000003/proc_000001, 3/proc_000001, the beginning of a work unit's id and a node, a work unit, or dagman";
    private static final Pattern UNIT = Pattern.compile("(?:mg_)?([0-9]{1,6})|[a-z2-7]{2,10}");
    private static final Pattern NODE = Pattern.compile("landing|merge|cleanup|(?:proc_)?([0-9]{1,6})");
    private static final Pattern NUMBER = Pattern.compile("(?:mg_)?([0-9]{1,6})");
    private static final String DAGMAN = "dagman";

    /**
     * Reads one.
     *
     * @throws InputRefusedException if it is none
     */
    public static NodeName parse(String text) {
        if (text.equals(DAGMAN)) {
            return new NodeName("", "");
        }
        int slash = text.indexOf('/');
        String unit = slash < 0 ? text : text.substring(0, slash);
        String node = slash < 0 ? DAGMAN : text.substring(slash + 1);
        if (!UNIT.matcher(unit).matches()) {
            throw new InputRefusedException("node", text, ACCEPTED);
        }
        return new NodeName(unit, node.equals(DAGMAN) ? "" : node(text, node));
    }

    private static String node(String text, String node) {
        Matcher matcher = NODE.matcher(node);
        if (!matcher.matches()) {
            throw new InputRefusedException(
                    "node", text, ACCEPTED + "; nodes are landing, proc_<number>, merge, cleanup");
        }
        return matcher.group(1) == null ? node : "proc_%06d".formatted(Integer.parseInt(matcher.group(1)));
    }

    /** The name of a work unit in its DAG. */
    static String unit(int ordinal) {
        return "mg_%06d".formatted(ordinal);
    }

    /** The name in full of a node. */
    static String of(DagNode node) {
        return unit(node.ordinal()) + "/" + node.name();
    }

    /** Whether the workflow's own DAGMan is meant. */
    boolean isWorkflow() {
        return unit.isEmpty();
    }

    /**
     * The ordinal of a work unit of one round.
     *
     * @param unit {@code mg_000003}, {@code 3}, or the beginning of an id
     * @param units how many the round has
     * @throws Wms2Exception with code INPUT_REFUSED if it is none of these, NOT_FOUND if there is no such work unit, or the
     *     beginning of more than one id
     */
    static int ordinal(String unit, Request request, int round, int units) {
        if (!UNIT.matcher(unit).matches()) {
            throw new InputRefusedException("work unit", unit, "mg_000003, 3, or the beginning of its id");
        }
        OptionalInt found = byNumber(unit, units);
        if (found.isEmpty()) {
            found = byId(unit, request, round, units);
        }
        return found.orElseThrow(() -> new Wms2Exception(
                ErrorCode.NOT_FOUND,
                "round " + round + " of " + request.name() + " has no work unit " + unit + ": it has " + units
                        + ", see wms2 status " + request.name()));
    }

    private static OptionalInt byNumber(String unit, int units) {
        Matcher number = NUMBER.matcher(unit);
        int ordinal = number.matches() ? Integer.parseInt(number.group(1)) : units;
        return ordinal < units ? OptionalInt.of(ordinal) : OptionalInt.empty();
    }

    private static OptionalInt byId(String unit, Request request, int round, int units) {
        OptionalInt found = OptionalInt.empty();
        for (int ordinal = 0; ordinal < units; ordinal++) {
            String id = WorkUnitIds.of(request.name(), request.processingVersion(), round, ordinal)
                    .value();
            if (id.startsWith(unit)) {
                if (found.isPresent()) {
                    throw new Wms2Exception(
                            ErrorCode.NOT_FOUND,
                            "more than one work unit of " + request.name() + " begins with " + unit
                                    + ": give more of its id");
                }
                found = OptionalInt.of(ordinal);
            }
        }
        return found;
    }
}
