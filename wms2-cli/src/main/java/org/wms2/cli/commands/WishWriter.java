package org.wms2.cli.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.app.Talk;
import org.wms2.domain.PreviewedWish;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.wish.Wish;
import org.wms2.server.wiring.Engine;

/** Writes wishes one by one; what cannot be written any more is said and does not keep the others from it. */
final class WishWriter {
    private final Engine engine;
    private final Talk talk;

    WishWriter(Engine engine, Talk talk) {
        this.engine = engine;
        this.talk = talk;
    }

    /**
     * Writes all.
     *
     * @return the exit code: of a conflict if a request has ended since it was looked at
     * @throws Wms2Exception if the database goes away; what has been written by then is reported
     */
    int write(List<PreviewedWish> previews, WishReport report) {
        List<WishReport.Line> lines = new ArrayList<>();
        int exit = ExitCodes.OK;
        for (PreviewedWish preview : previews) {
            try {
                Wish wish = engine.wish(preview.request().name(), preview.wish());
                lines.add(new WishReport.Line(preview, Optional.of(wish)));
            } catch (Wms2Exception e) {
                if (e.code() != ErrorCode.CONFLICT && e.code() != ErrorCode.NOT_FOUND) {
                    talk.line(lines.size() + " of " + previews.size() + " wishes are written, up to the one for "
                            + (lines.isEmpty()
                                    ? "none"
                                    : lines.getLast().preview().request().name()));
                    throw e;
                }
                talk.line("wms2: not written: " + e.text());
                exit = ExitCodes.of(e.code());
            }
        }
        report.written(lines);
        return exit;
    }
}
