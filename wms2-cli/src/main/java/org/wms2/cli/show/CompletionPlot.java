package org.wms2.cli.show;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Completed requests over time, as text for a terminal and as SVG. */
public final class CompletionPlot {
    private static final int COLUMNS = 60;
    private static final int ROWS = 10;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int MARGIN = 50;
    private static final double MINUTES_OF_A_DAY = 1_440;
    private static final int PERCENT = 100;

    private final List<Duration> ends;
    private final int of;

    /** Ends ascending; {@code of} how many requests there are in all, 1 or more. */
    public CompletionPlot(List<Duration> ends, int of) {
        this.ends = List.copyOf(ends);
        this.of = of;
    }

    /** A time in days, with two digits. */
    public static String days(Duration time) {
        return String.format(Locale.ROOT, "%.2f", time.toMinutes() / MINUTES_OF_A_DAY);
    }

    private Duration last() {
        return ends.isEmpty() ? Duration.ofDays(1) : ends.getLast();
    }

    private double completedBy(double fractionOfTime) {
        long until = Math.round(last().toMillis() * fractionOfTime);
        return (double) ends.stream().filter(e -> e.toMillis() <= until).count() / of;
    }

    /** Lines of a plot: per cent completed over days. */
    public String text() {
        StringBuilder plot = new StringBuilder();
        for (int row = ROWS; row >= 1; row--) {
            plot.append(String.format(Locale.ROOT, "%4d %% |", row * PERCENT / ROWS));
            StringBuilder line = new StringBuilder();
            for (int column = 1; column <= COLUMNS; column++) {
                double level = completedBy((double) column / COLUMNS) * ROWS;
                line.append(level >= row ? '#' : level > row - 1 ? '.' : ' ');
            }
            plot.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        String end = days(last()) + " days";
        plot.append("       +").append("-".repeat(COLUMNS)).append(System.lineSeparator());
        plot.append("        0")
                .append(" ".repeat(Math.max(1, COLUMNS - 1 - end.length())))
                .append(end);
        return plot.toString();
    }

    /** The same as a picture. */
    public String svg() {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < ends.size(); i++) {
            double x = MARGIN + (double) (WIDTH - 2 * MARGIN) * ends.get(i).toMillis() / Math.max(1, last().toMillis());
            double y = HEIGHT - MARGIN - (double) (HEIGHT - 2 * MARGIN) * (i + 1) / of;
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        return String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" font-family="sans-serif" font-size="12">
                <title>Completed requests over time</title>
                <rect width="%1$d" height="%2$d" fill="white"/>
                <path d="M%3$d %3$d V%4$d H%5$d" fill="none" stroke="black"/>
                <polyline points="%6$s" fill="none" stroke="#1f5fa8" stroke-width="2"/>
                <text x="%3$d" y="%7$d">%8$d requests</text>
                <text x="%3$d" y="%9$d">0</text>
                <text x="%5$d" y="%9$d" text-anchor="end">%10$s days</text>
                </svg>
                """,
                WIDTH,
                HEIGHT,
                MARGIN,
                HEIGHT - MARGIN,
                WIDTH - MARGIN,
                points.toString().strip(),
                MARGIN - 10,
                of,
                HEIGHT - MARGIN + 20,
                days(last()));
    }
}
