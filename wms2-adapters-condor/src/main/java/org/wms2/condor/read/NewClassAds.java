package org.wms2.condor.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a sequence of new ClassAds as DAGMan writes them into its node status file: {@code [ Name = value; ... ]} with
 * strings, numbers, lists of strings and C comments (HTCondor manual, "Node status file"). Lists come out as their
 * elements joined by a line feed.
 */
final class NewClassAds {
    private final String what;
    private final String text;
    private int at;

    private NewClassAds(String what, String text) {
        this.what = what;
        this.text = text;
    }

    /**
     * All ads of a text, in order.
     *
     * @param what names the text in an error
     * @throws UnreadableException if it is anything else
     */
    static List<Map<String, String>> parse(String what, String text) {
        NewClassAds reader = new NewClassAds(what, text);
        List<Map<String, String>> ads = new ArrayList<>();
        while (reader.skipBlanks()) {
            ads.add(reader.ad());
        }
        return ads;
    }

    private Map<String, String> ad() {
        Map<String, String> ad = new LinkedHashMap<>();
        take('[');
        while (peek() != ']') {
            String name = name();
            take('=');
            ad.put(name, value());
            take(';');
        }
        take(']');
        return ad;
    }

    private String name() {
        peek();
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (start == at) {
            throw unexpected("an attribute name");
        }
        return text.substring(start, at);
    }

    private String value() {
        return switch (peek()) {
            case '"' -> string();
            case '{' -> list();
            default -> bare();
        };
    }

    private String list() {
        List<String> elements = new ArrayList<>();
        take('{');
        while (peek() != '}') {
            elements.add(string());
            if (peek() == ',') {
                take(',');
            }
        }
        take('}');
        return String.join("\n", elements);
    }

    private String string() {
        take('"');
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                char escaped = text.charAt(at++);
                value.append(
                        switch (escaped) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            default -> escaped;
                        });
            } else {
                value.append(c);
            }
        }
        take('"');
        return value.toString();
    }

    private String bare() {
        int start = at;
        while (at < text.length() && ";]/{}\"= \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (start == at) {
            throw unexpected("a value");
        }
        return text.substring(start, at);
    }

    private char peek() {
        if (!skipBlanks()) {
            throw new UnreadableException(what, "the rest of an ad", "the end of the text");
        }
        return text.charAt(at);
    }

    private void take(char wanted) {
        if (peek() != wanted) {
            throw unexpected("'" + wanted + "'");
        }
        at++;
    }

    /** Skips blanks and comments; false at the end. */
    private boolean skipBlanks() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw unexpected("the end of a comment");
                }
                at = end + 2;
            } else {
                return true;
            }
        }
        return false;
    }

    private UnreadableException unexpected(String expected) {
        return new UnreadableException(
                what + " at character " + at, expected, text.substring(at, Math.min(text.length(), at + 40)));
    }
}
