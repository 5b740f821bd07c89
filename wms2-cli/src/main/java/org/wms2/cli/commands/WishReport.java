package org.wms2.cli.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wms2.cli.app.App;
import org.wms2.cli.show.Table;
import org.wms2.cli.show.WishText;
import org.wms2.domain.PreviewedWish;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.wish.Wish;
import org.wms2.server.json.WishJson;

/** What wishes do, to which requests, and who carries them out. */
final class WishReport {
    private final App app;
    private final boolean json;

    WishReport(App app, boolean json) {
        this.app = app;
        this.json = json;
    }

    /**
     * One request.
     *
     * @param wish as written; empty in a dry run
     */
    record Line(PreviewedWish preview, Optional<Wish> wish) {
        RequestName name() {
            return preview.request().name();
        }

        Optional<String> driver() {
            return preview.claim().filter(ClaimView::live).map(ClaimView::owner);
        }
    }

    /**
     * One request in JSON.
     *
     * @param status in which it was when the wish was made
     * @param effect what the wish does, or why nothing
     * @param drivenBy who works on the request and carries the wish out; absent if nobody does
     * @param written the wish; absent in a dry run
     */
    record LineJson(
            String request,
            String status,
            String wish,
            boolean accepted,
            String effect,
            Optional<String> drivenBy,
            Optional<WishJson> written) {
        static LineJson of(Line line) {
            return new LineJson(
                    line.name().value(),
                    line.preview().request().status().word(),
                    WishText.of(line.preview().wish()),
                    line.preview().accepted(),
                    line.preview().words(),
                    line.driver(),
                    line.wish().map(WishJson::of));
        }
    }

    /** Which requests a filter has let through. */
    void chosen(List<RequestName> names) {
        if (names.isEmpty()) {
            app.talk().line("no request matches");
            return;
        }
        app.talk().line(names.size() + (names.size() == 1 ? " request matches:" : " requests match:"));
        names.forEach(name -> app.talk().line("  " + name));
    }

    void dryRun(List<PreviewedWish> previews) {
        print(previews.stream().map(p -> new Line(p, Optional.empty())).toList());
    }

    void written(List<Line> lines) {
        print(lines);
        List<RequestName> alone = new ArrayList<>();
        for (Line line : lines) {
            line.driver()
                    .ifPresentOrElse(
                            owner -> app.talk().line(line.name() + ": " + owner + " drives it and carries it out"),
                            () -> alone.add(line.name()));
        }
        if (!alone.isEmpty()) {
            String example = alone.size() == 1 ? alone.getFirst().value() : "NAME";
            app.talk()
                    .line("nobody drives "
                            + alone.stream().map(RequestName::value).collect(Collectors.joining(", "))
                            + " now: a 'wms2 serve' that runs takes it up; if none does, 'wms2 serve' or 'wms2 import "
                            + example + "' carries it out");
        }
    }

    private void print(List<Line> lines) {
        if (json) {
            app.json(lines.stream().map(LineJson::of).toList());
            return;
        }
        Table table = Table.of("REQUEST", "STATUS", "WISH", "DRIVEN BY", "WHAT HAPPENS");
        for (Line line : lines) {
            table.row(
                    line.name(),
                    line.preview().request().status().word(),
                    WishText.of(line.preview().wish()),
                    line.driver().orElse("nobody"),
                    line.preview().words());
        }
        if (!table.isEmpty()) {
            app.data(table.text());
        }
    }
}
