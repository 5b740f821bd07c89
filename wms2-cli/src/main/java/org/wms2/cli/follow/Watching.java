package org.wms2.cli.follow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.app.Repaint;
import org.wms2.cli.app.Signals;
import org.wms2.cli.show.StatusText;
import org.wms2.domain.live.LiveStatus;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.server.json.StatusJson;
import org.wms2.server.wiring.Engine;

/**
 * Looks at a request again and again, drives nothing. On a terminal one page is redrawn in place, and the last one stays when
 * it ends; elsewhere it is printed anew when something changed.
 */
public final class Watching {
    private final App app;
    private final Engine engine;
    private final boolean json;
    private final CountDownLatch left = new CountDownLatch(1);
    private String printed = "";

    public Watching(App app, Engine engine, boolean json) {
        this.app = app;
        this.engine = engine;
        this.json = json;
    }

    /**
     * Watches until the request has ended and owes nothing, or somebody leaves.
     *
     * @return the exit code: 130 after a signal
     * @throws Wms2Exception of a look that waiting does not mend
     */
    public int watch(RequestName name, Duration pause) {
        try (Signals.Watch signals = app.signals().watch(left::countDown)) {
            return app.screen().isTerminal() && !json ? redrawn(name, pause) : printed(name, pause);
        } finally {
            app.talk().clear();
        }
    }

    private int redrawn(RequestName name, Duration pause) {
        LiveStatus last = engine.status(name); // an error before the screen is taken is a plain line
        app.talk().clear();
        try (Repaint paint = new Repaint(app.out())) {
            String trouble = "";
            while (true) {
                page(paint, last, trouble, pause);
                if (isOver(last) || pauseEnds(pause)) {
                    break;
                }
                try {
                    last = engine.status(name);
                    trouble = "";
                } catch (Wms2Exception e) {
                    trouble = passing(e);
                }
            }
        }
        StatusText.of(last).forEach(app::data);
        return isOver(last) ? ExitCodes.OK : ExitCodes.INTERRUPTED;
    }

    private void page(Repaint paint, LiveStatus status, String trouble, Duration pause) {
        org.wms2.cli.app.Screen.Size size = app.screen().size();
        List<String> lines = new java.util.ArrayList<>(StatusText.fitting(status, size.columns(), size.rows() - 2));
        lines.add("");
        lines.add(
                trouble.isEmpty()
                        ? "as of " + status.at().truncatedTo(java.time.temporal.ChronoUnit.SECONDS) + ", again every "
                                + pause.toSeconds() + " s; Ctrl-C leaves, the request goes on"
                        : trouble);
        paint.page(lines, size);
    }

    private int printed(RequestName name, Duration pause) {
        String trouble = "";
        @Nullable LiveStatus last = null;
        do {
            try {
                last = engine.status(name);
                app.talk().clear();
                print(last);
                trouble = "";
            } catch (Wms2Exception e) {
                String now = passing(e);
                if (!now.equals(trouble)) {
                    app.talk().line(now);
                }
                trouble = now;
            }
            if (last != null && isOver(last)) {
                return ExitCodes.OK;
            }
        } while (!pauseEnds(pause));
        return ExitCodes.INTERRUPTED;
    }

    /** What has changed is told by the words without the times that pass by themselves. */
    private void print(LiveStatus status) {
        String now = StatusText.steady(status);
        if (now.equals(printed)) {
            return;
        }
        if (json) {
            app.jsonLine(StatusJson.of(status));
        } else {
            if (!printed.isEmpty()) {
                app.data("");
            }
            StatusText.of(status).forEach(app::data);
        }
        printed = now;
    }

    private static String passing(Wms2Exception e) {
        if (!e.code().retryable()) {
            throw e;
        }
        return e.text() + "; trying again";
    }

    private static boolean isOver(LiveStatus status) {
        return status.request().status().isFinal() && !status.request().owing();
    }

    /** Waits; true if somebody leaves. */
    private boolean pauseEnds(Duration pause) {
        try {
            return left.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
