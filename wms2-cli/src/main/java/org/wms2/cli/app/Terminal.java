package org.wms2.cli.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Whether a stream of this process is a terminal, and how wide it is. */
public final class Terminal {
    private static final int DEFAULT_WIDTH = 80;
    private static final int DEFAULT_HEIGHT = 24;

    private Terminal() {}

    /** Whether a file descriptor (1 stdout, 2 stderr) is a terminal that can be redrawn. */
    public static boolean is(int descriptor, Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "dumb");
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return !term.equals("dumb") && (target.startsWith("/dev/pts/") || target.startsWith("/dev/tty"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Columns of the terminal behind stderr; 80 if it does not say. */
    public static int width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("\\d{2,4}")) {
            return Integer.parseInt(columns);
        }
        return size().columns();
    }

    /** Columns and rows of the controlling terminal; 80 and 24 if it does not say. */
    public static Screen.Size size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .start();
            String answer =
                    new String(stty.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
            String[] size = answer.strip().split(" ", -1);
            boolean said = stty.waitFor(1, TimeUnit.SECONDS) && size.length == 2;
            return said && size[0].matches("[1-9]\\d{0,3}") && size[1].matches("[1-9]\\d{1,3}")
                    ? new Screen.Size(Integer.parseInt(size[1]), Integer.parseInt(size[0]))
                    : new Screen.Size(DEFAULT_WIDTH, DEFAULT_HEIGHT);
        } catch (IOException e) {
            return new Screen.Size(DEFAULT_WIDTH, DEFAULT_HEIGHT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Screen.Size(DEFAULT_WIDTH, DEFAULT_HEIGHT);
        }
    }
}
