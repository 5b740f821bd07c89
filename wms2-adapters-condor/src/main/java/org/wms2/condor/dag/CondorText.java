package org.wms2.condor.dag;

import java.util.regex.Pattern;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * The one place where a value becomes text of a DAG file, a submit file or a ClassAd. What cannot be said safely is
 * refused, never mended: control characters end a line, {@code $(} is a macro, a quote ends a string.
 */
public final class CondorText {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./\\-]*");
    private static final Pattern MACRO_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:+,\\-]*");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private CondorText() {}

    /** A word of a DAG file, such as a node's name or a relative path: letters, digits, '_', '.', '/', '-'. */
    public static String word(String value) {
        return check(WORD, value, "a word of a DAG file");
    }

    /** A value that stands bare on a line of a submit file or between quotes, and means itself there. */
    public static String plain(String value) {
        return check(PLAIN, value, "a plain value");
    }

    /** The name of a job attribute. */
    public static String attribute(String value) {
        return check(ATTRIBUTE, value, "an attribute name");
    }

    /** One line of an include: {@code NAME = value}. */
    public static String assignment(String name, String value) {
        return check(MACRO_NAME, name, "a macro name") + " = " + plain(value) + "\n";
    }

    /** The same of a number. */
    public static String assignment(String name, long value) {
        return assignment(name, String.valueOf(value));
    }

    /** A ClassAd string literal with its quotes (HTCondor manual, ClassAd language: backslash escapes). */
    public static String classAdString(String value) {
        return '"' + escape(value) + '"';
    }

    /** The quoted value of a macro on a VARS line (DAGMan manual, VARS: backslash escapes quote and backslash). */
    public static String varsValue(String value) {
        return '"' + escape(noMacro(value)) + '"';
    }

    /** A macro on a VARS line: {@code NAME="value"}. */
    public static String vars(String name, String value) {
        return check(MACRO_NAME, name, "a macro name") + '=' + varsValue(value);
    }

    /** A number attribute of the job on a VARS line: {@code My.NAME="7"}. */
    public static String varsAttribute(String name, long value) {
        return "My." + attribute(name) + '=' + varsValue(String.valueOf(value));
    }

    /** A ClassAd string in a submit file, where {@code $} would begin a macro. */
    public static String submitString(String value) {
        return classAdString(value).replace("$", "$(DOLLAR)");
    }

    /** One argument of a submit file's {@code arguments = "..."} (condor_submit manual, new syntax), without the quotes. */
    public static String argument(String value) {
        String quoted =
                noControl(value).replace("'", "''").replace("\"", "\"\"").replace("$", "$(DOLLAR)");
        return '\'' + quoted + '\'';
    }

    private static String escape(String value) {
        return noControl(value).replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String noMacro(String value) {
        if (value.contains("$")) {
            throw refused(value, "a value without '$'");
        }
        return value;
    }

    private static String noControl(String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw refused(value, "a value without control characters");
        }
        return value;
    }

    private static String check(Pattern pattern, String value, String expected) {
        if (!pattern.matcher(value).matches()) {
            throw refused(value, expected + " (" + pattern + ")");
        }
        return value;
    }

    private static Wms2Exception refused(String value, String expected) {
        String shown = value.replaceAll("\\p{Cntrl}", "?");
        return new Wms2Exception(
                ErrorCode.INTERNAL,
                "cannot write '" + shown.substring(0, Math.min(200, shown.length())) + "' for HTCondor: expected "
                        + expected);
    }
}
