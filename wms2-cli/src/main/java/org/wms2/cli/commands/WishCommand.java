package org.wms2.cli.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.domain.PreviewedWish;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;
import org.wms2.server.settings.Settings;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that wishes something of requests: all are checked before anything is written. */
abstract class WishCommand implements Callable<Integer> {
    private final App app;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private WishTargets targets = new WishTargets();

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "The requests.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--why", paramLabel = "TEXT", description = "Why; kept with the wish and with what it does.")
    private String why = "";

    @Option(names = "--dry-run", description = "Say what would happen to each request; write nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do it without asking.")
    private boolean yes;

    @Option(names = "--json", description = "Print a JSON array, an object for each request.")
    private boolean json;

    WishCommand(App app) {
        this.app = app;
    }

    /**
     * What is wished.
     *
     * @throws InputRefusedException if the options say nothing that can be wished
     */
    abstract NewWish wish(String who, String why);

    /** The words that name requests. */
    List<String> names(List<String> given) {
        return given;
    }

    @Override
    public Integer call() {
        List<String> names = names(words);
        targets.check(names);
        NewWish asked = asked("", why);
        Settings settings = common.settings(app, Map.of());
        try (Engine engine = app.composition().open(settings, Need.READ, app.talk()::status)) {
            app.talk().clear();
            NewWish wish = asked(engine.identity().who(), asked.why());
            List<RequestName> chosen = targets.choose(engine, names);
            WishReport report = new WishReport(app, json);
            if (targets.isFilter()) {
                report.chosen(chosen);
            }
            List<PreviewedWish> previews = previews(engine, chosen, wish);
            if (dryRun) {
                report.dryRun(previews);
                return previews.stream().allMatch(PreviewedWish::accepted) ? ExitCodes.OK : ExitCodes.CONFLICT;
            }
            refuseFinal(previews);
            confirm(wish, chosen);
            return new WishWriter(engine, app.talk()).write(previews, report);
        }
    }

    private NewWish asked(String who, String reason) {
        try {
            return wish(who, reason);
        } catch (InputRefusedException e) {
            throw new Wms2Exception(ErrorCode.USAGE, e.text(), e);
        }
    }

    private static List<PreviewedWish> previews(Engine engine, List<RequestName> names, NewWish wish) {
        List<PreviewedWish> previews = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (RequestName name : names) {
            try {
                previews.add(engine.preview(name, wish));
            } catch (Wms2Exception e) {
                if (e.code() != ErrorCode.NOT_FOUND) {
                    throw e;
                }
                unknown.add(e.text());
            }
        }
        if (!unknown.isEmpty()) {
            throw new Wms2Exception(ErrorCode.NOT_FOUND, String.join("; ", unknown) + ": nothing was written");
        }
        return previews;
    }

    private static void refuseFinal(List<PreviewedWish> previews) {
        String ended = previews.stream()
                .filter(p -> !p.accepted())
                .map(p -> p.request().name() + " is " + p.request().status().word())
                .collect(Collectors.joining(", "));
        if (!ended.isEmpty()) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT, ended + ": a final request takes no wishes; nothing was written");
        }
    }

    private void confirm(NewWish wish, List<RequestName> names) {
        if (yes || names.isEmpty()) {
            return;
        }
        boolean ends = wish.kind() == WishKind.ABORT || wish.kind() == WishKind.FAIL;
        String what = wish.kind().word() + " of " + (names.size() == 1 ? names.getFirst() : names.size() + " requests");
        if (targets.isFilter()) {
            throw new Wms2Exception(
                    ErrorCode.USAGE,
                    what + ": nothing was written; say --yes if these are meant, --dry-run to see more");
        }
        if (!ends) {
            return;
        }
        String key = names.size() == 1 ? names.getFirst().value() : String.valueOf(names.size());
        String answer = app.questions()
                .ask(what + " can't be undone. Type " + key + " to go on:")
                .orElseThrow(() -> new Wms2Exception(
                        ErrorCode.USAGE, what + " can't be undone: nothing was written; say --yes if that is meant"));
        if (!answer.equals(key)) {
            throw new Wms2Exception(
                    ErrorCode.USAGE, what + ": found '" + answer + "', expected " + key + ": nothing was written");
        }
    }
}
