package org.wms2.ports.htcondor;

/** Text from machines that are not ours, made harmless for a terminal: what would steer it becomes visible. */
public final class Harmless {
    private static final int CARET = 0x40;
    private static final char DELETE = 0x7f;

    private Harmless() {}

    /**
     * One line: tabs stay, other control characters become {@code ^[} and the like, or their number; so do characters that
     * turn the direction of writing, and line ends.
     */
    public static String line(String text) {
        if (text.chars().allMatch(Harmless::isPlain)) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                line.append(c);
            } else if (c < ' ' || c == DELETE) {
                line.append('^').append((char) (c ^ CARET));
            } else {
                line.append(String.format("\\u%04x", (int) c));
            }
        }
        return line.toString();
    }

    /** The same with every run of blanks and line ends as one blank: for a cell of a table. */
    public static String words(String text) {
        return line(text.replaceAll("[\\s\\x00]+", " ").strip());
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\t';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
