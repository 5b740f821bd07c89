package org.wms2.cms.reqmgr2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.wms2.ports.error.InputRefusedException;

/**
 * One field of a document that is there and not null, with the conversions that ReqMgr2 knows (contracts/cms.md 1.10):
 * each answers the typed value or refuses with the field's name, what was found and what is accepted.
 *
 * @param name as the document spells it, with its step: {@code Step1.EventsPerJob}
 */
record Field(String name, JsonNode value) {

    /** A string without control characters. */
    String text() {
        if (!value.isTextual()) {
            throw refused("a string");
        }
        if (value.textValue().chars().anyMatch(Character::isISOControl)) {
            throw refused("a string without control characters");
        }
        return value.textValue();
    }

    /** A string of a lexicon; {@code accepted} words it. */
    String text(Pattern lexicon, String accepted) {
        String text = text();
        if (!lexicon.matcher(text).matches()) {
            throw refused(accepted);
        }
        return text;
    }

    /** A name or id; its own check's refusal gets this field's name. */
    <T> T name(Function<String, T> type) {
        return converted(text(), type);
    }

    /** ReqMgr2's {@code int}: a whole number, or a string of one. */
    long wholeNumber(long least, long most) {
        String accepted = "a whole number, " + least + (most == Long.MAX_VALUE ? " or more" : " to " + most);
        try {
            long number;
            if (value.isNumber()) {
                number = value.decimalValue().longValueExact();
            } else if (value.isTextual()) {
                number = Long.parseLong(value.textValue().strip());
            } else {
                throw refused(accepted);
            }
            if (number < least || number > most) {
                throw refused(accepted);
            }
            return number;
        } catch (ArithmeticException | NumberFormatException e) {
            throw refused(accepted);
        }
    }

    /** {@link #wholeNumber} that fits an int. */
    int smallNumber(int least) {
        return (int) wholeNumber(least, Integer.MAX_VALUE);
    }

    /** ReqMgr2's {@code float}, above 0: a number, or a string of one. */
    double positiveNumber() {
        double number = Double.NaN;
        if (value.isNumber()) {
            number = value.doubleValue();
        } else if (value.isTextual()) {
            try {
                number = Double.parseDouble(value.textValue().strip());
            } catch (NumberFormatException e) {
                throw refused("a number above 0");
            }
        }
        if (!(number > 0) || Double.isInfinite(number)) {
            throw refused("a number above 0");
        }
        return number;
    }

    /** ReqMgr2's {@code strToBool}: true, false, or a string of these. */
    boolean bool() {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return switch (value.isTextual() ? value.textValue().strip().toLowerCase(Locale.ROOT) : "") {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused("true or false");
        };
    }

    /** ReqMgr2's {@code makeList}: a list, or a string with commas, in brackets and quotes or not. */
    List<Field> list() {
        List<Field> items = new ArrayList<>();
        if (value.isArray()) {
            for (JsonNode item : value) {
                items.add(new Field(name + "[" + items.size() + "]", item));
            }
        } else if (value.isTextual()) {
            String inside =
                    value.textValue().strip().replaceAll("^\\[|\\]$", "").strip();
            if (!inside.isEmpty()) {
                for (String part : inside.split(",", -1)) {
                    String item = part.strip().replaceAll("^['\"]|['\"]$", "");
                    items.add(new Field(name + "[" + items.size() + "]", TextNode.valueOf(item)));
                }
            }
        } else {
            throw refused("a list");
        }
        return items;
    }

    /** A list of strings. */
    List<String> texts() {
        return list().stream().map(Field::text).toList();
    }

    /** A list of names or ids. */
    <T> List<T> names(Function<String, T> type) {
        return list().stream().map(f -> f.name(type)).toList();
    }

    /** The refusal of this field. */
    InputRefusedException refused(String accepted) {
        return new InputRefusedException(name, value.isTextual() ? value.textValue() : value.toString(), accepted);
    }

    private <T> T converted(String text, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (InputRefusedException e) {
            throw refused(e.text().replaceFirst("(?s)^.*, accepted is ", ""));
        }
    }
}
