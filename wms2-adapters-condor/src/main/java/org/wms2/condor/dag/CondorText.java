package org.wms2.condor.dag;

import java.util.regex.Pattern;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * The one place where a value becomes text of a DAG file, a submit file, a ClassAd or a tool's argument. What cannot be
 * said safely is refused, never mended: control characters end a line, {@code $(} is a macro, a quote ends a string.
 *
 * <p>Submit files, SET_JOB_ATTR and the tools' constraints read old ClassAd strings (seen in 23.9.6): a backslash means
 * itself unless a quote follows, and there is no way to say one at the end.
 */
public final class CondorText {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./\\-]*");
    private static final Pattern MACRO_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:+,\\-]*");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** What the schedd replaces when a job is matched: the machine's attribute, or what stands after the colon. */
    private static final Pattern MATCHED = Pattern.compile("\\$\\$\\([A-Za-z_][A-Za-z0-9_]*(?::[A-Za-z0-9_.\\-]*)?\\)");
    /** Strings first: what stands in one neither opens nor closes anything. */
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    private static final int LONGEST_SENTENCE = 1000;

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

    /**
     * One line that gives a job an attribute: {@code My.NAME = value}.
     *
     * @param value as {@link #submitString} or {@link #expression} give it, or a number
     */
    public static String my(String name, String value) {
        return "My." + attribute(name) + " = " + noControl(value) + "\n";
    }

    /** A ClassAd string literal with its quotes, for a constraint or SET_JOB_ATTR. */
    public static String classAdString(String value) {
        if (value.endsWith("\\")) {
            throw refused(value, "a value that does not end in a backslash");
        }
        return '"' + noControl(value).replace("\"", "\\\"") + '"';
    }

    /** The quoted value of a macro on a VARS line; it goes into submit files as it is, so it must mean itself there. */
    public static String varsValue(String value) {
        return '"' + plain(value) + '"';
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
        return dollars(classAdString(value));
    }

    /** One argument of a submit file's {@code arguments = "..."} (condor_submit manual, new syntax), without the quotes. */
    public static String argument(String value) {
        return '\'' + dollars(noControl(value).replace("'", "''").replace("\"", "\"\"")) + '\'';
    }

    /**
     * A ClassAd expression that a person wrote for a job's attribute, for one line of a submit file. Its strings are
     * closed, and its only macros are those of a match, such as {@code "$$(GLIDEIN_CMSSite:Unknown)"}.
     */
    public static String expression(String value) {
        if (value.contains("\\\\\"")) {
            throw refused(value, "a string that does not end in a backslash");
        }
        String bare = STRING.matcher(noControl(value)).replaceAll("");
        if (value.isBlank() || bare.contains("\"") || bare.contains("\\")) {
            throw refused(value, "a ClassAd expression with closed strings");
        }
        if (MATCHED.matcher(value).replaceAll("").contains("$")) {
            throw refused(value, "an expression without '$', but for $$(Name) or $$(Name:default)");
        }
        return value.strip();
    }

    /** Words for people, such as the reason of a removal: on one line, not too long. */
    public static String sentence(String value) {
        String line = value.replaceAll("\\p{Cc}", " ").strip();
        return line.substring(0, Math.min(LONGEST_SENTENCE, line.length()));
    }

    /** {@code $$} would be replaced when the job is matched, whatever stands before it, and the name of our own macro here. */
    private static String dollars(String value) {
        if (value.contains("$$") || value.contains("$(DOLLAR")) {
            throw refused(value, "a value without '$$' and '$(DOLLAR'");
        }
        return value.replace("$", "$(DOLLAR)");
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
        String shown = value.replaceAll("\\p{Cc}", "?");
        return new Wms2Exception(
                ErrorCode.INTERNAL,
                "cannot write '" + shown.substring(0, Math.min(200, shown.length())) + "' for HTCondor: expected "
                        + expected);
    }
}
