package org.wms2.cli.app;

import java.io.PrintStream;

/**
 * stderr: lines for a person, and on a terminal one line at the bottom that is redrawn. Thread-safe.
 */
public final class Talk {
    private static final String CLEAR = "\r\u001b[K";
    private static final int MIN_WIDTH = 20;

    private final PrintStream err;
    private final boolean terminal;
    private final int width;
    private String status = "";

    /** @param width columns of the terminal */
    public Talk(PrintStream err, boolean terminal, int width) {
        this.err = err;
        this.terminal = terminal;
        this.width = Math.max(width, MIN_WIDTH);
    }

    /** Whether {@link #status} is redrawn in place. */
    public boolean isTerminal() {
        return terminal;
    }

    /** Columns to draw in. */
    public int width() {
        return width;
    }

    /** One line that stays. */
    public synchronized void line(String text) {
        if (terminal && !status.isEmpty()) {
            err.print(CLEAR);
        }
        err.println(text);
        draw();
        err.flush();
    }

    /** Where things stand: redrawn on a terminal, else a line of its own if it changed. */
    public synchronized void status(String text) {
        if (text.equals(status)) {
            return;
        }
        status = text;
        if (terminal) {
            err.print(CLEAR);
            draw();
        } else if (!text.isEmpty()) {
            err.println(text);
        }
        err.flush();
    }

    /** Takes the redrawn line away. */
    public synchronized void clear() {
        if (terminal && !status.isEmpty()) {
            err.print(CLEAR);
            err.flush();
        }
        status = "";
    }

    private void draw() {
        if (terminal && !status.isEmpty()) {
            err.print(status.length() < width ? status : status.substring(0, width - 1));
        }
    }
}
