package org.wms2.cli.app;

import java.io.PrintStream;
import java.util.List;

/**
 * A page that is redrawn in place on a terminal's alternate screen; what was on the screen before comes back at the close.
 * Not thread-safe.
 */
public final class Repaint implements AutoCloseable {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String END_OF_LINE = "\u001b[K";
    private static final String END_OF_SCREEN = "\u001b[J";

    private final PrintStream out;

    /** Changes to the alternate screen. */
    public Repaint(PrintStream out) {
        this.out = out;
        out.print(ENTER);
        out.flush();
    }

    /** Draws a page; lines and rows that do not fit are left out. */
    public void page(List<String> lines, Screen.Size size) {
        StringBuilder page = new StringBuilder(HOME);
        int rows = Math.min(lines.size(), size.rows());
        for (int i = 0; i < rows; i++) {
            String line = lines.get(i);
            page.append(line.length() <= size.columns() ? line : line.substring(0, size.columns()))
                    .append(END_OF_LINE);
            if (i < rows - 1) {
                page.append("\r\n");
            }
        }
        out.print(page.append(END_OF_SCREEN));
        out.flush();
    }

    @Override
    public void close() {
        out.print(LEAVE);
        out.flush();
    }
}
