package org.wms2.cli.app;

import java.util.Map;

/** The real one. */
public record TerminalScreen(boolean isTerminal, Map<String, String> environment) implements Screen {
    private static final int STDOUT = 1;

    /** Of this process. */
    public static Screen of(Map<String, String> environment) {
        return new TerminalScreen(Terminal.is(STDOUT, environment), environment);
    }

    @Override
    public Size size() {
        return Terminal.size();
    }
}
