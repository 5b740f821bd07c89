package org.wms2.cli.commands;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.follow.Follower;
import org.wms2.cli.follow.Until;
import org.wms2.cli.follow.Words;
import org.wms2.cli.show.RequestText;
import org.wms2.domain.RequestView;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.NotYetException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestOptions;
import org.wms2.server.driver.DriverLimits;
import org.wms2.server.settings.Serving;
import org.wms2.server.settings.Settings;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wms2 import NAME}: takes a request to its announced outputs, or says what that would take. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Imports a request and drives it until its outputs are announced.",
            "",
            "NAME is a request of ReqMgr2, or one of the simulated CMS's scenarios (demo-gen, demo-rereco,"
                    + " demo-taskchain, demo-bad-...): those mint a new request <scenario>-<time>.",
            "A request that is alive is followed. Ctrl-C leaves what runs running.",
            ""
        })
final class ImportCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ImportCommand.class);

    private final App app;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private CredentialOptions credentials = new CredentialOptions();

    @Mixin
    private TrialOptions trial = new TrialOptions();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The request, or a scenario.")
    private @Nullable String name;

    @Option(
            names = "--simulate",
            paramLabel = "FILE",
            description =
                    "Load the documents of FILE into the simulated CMS; NAME is the RequestName or the template of"
                            + " one of them, and may be left out if there is only one.")
    private @Nullable String simulate;

    @Option(names = "--dry-run", description = "Show the plan; store nothing, run nothing.")
    private boolean dryRun;

    @Option(names = "--any-status", description = "With --dry-run: whatever status the request has in ReqMgr2.")
    private boolean anyStatus;

    @Option(names = "--no-monitor", description = "Leave once the first DAG runs.")
    private boolean noMonitor;

    @Option(
            names = "--sandbox-mode",
            paramLabel = "MODE",
            defaultValue = "auto",
            description = "What jobs run: auto (default), synthetic, or cmssw (not yet).")
    private SandboxMode sandboxMode = SandboxMode.AUTO;

    @Mixin
    private ScheddOptions schedd = new ScheddOptions();

    @Option(names = "--submit-dir", paramLabel = "DIR", description = "Where DAGs are written (default <home>/submit).")
    private @Nullable String submitDir;

    @Option(
            names = "--poll-interval",
            paramLabel = "TIME",
            description = "How often HTCondor is looked at: 500ms, 2s ...")
    private @Nullable String pollInterval;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    ImportCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        Map<String, String> flags = new LinkedHashMap<>();
        schedd.put(flags);
        CommonOptions.put(flags, "submit-dir", submitDir);
        CommonOptions.put(flags, "poll-interval", pollInterval);
        credentials.put(flags);
        Settings settings = common.settings(app, flags);
        refuseWhatContradicts();
        RequestOptions asked = trial.over(RequestOptions.NONE);
        CredentialOptions.check(settings, app.talk(), Instant.now());
        CommonOptions.sayProfile(app, settings);
        try (Engine engine = app.composition().open(settings, dryRun ? Need.PLAN : Need.RUN, app.talk()::status)) {
            app.talk().clear();
            RequestName request = new NameChoice(engine, app.talk()).choose(name, simulate);
            if (dryRun) {
                return new PlanOutput(app).show(engine.dryRun(request, asked, anyStatus), json);
            }
            return drive(engine, settings, request, asked);
        }
    }

    private void refuseWhatContradicts() {
        if (anyStatus && !dryRun) {
            throw new Wms2Exception(ErrorCode.USAGE, "--any-status: found without --dry-run, accepted only with it");
        }
        if (name == null && simulate == null) {
            throw new Wms2Exception(ErrorCode.USAGE, "NAME is missing: a request, or a scenario such as demo-gen");
        }
        if (sandboxMode == SandboxMode.CMSSW) {
            throw new NotYetException("--sandbox-mode cmssw");
        }
    }

    private int drive(Engine engine, Settings settings, RequestName request, RequestOptions asked) {
        Optional<RequestView> there = find(engine, request);
        if (there.isPresent() && there.get().request().status().isFinal()) {
            return alreadyEnded(engine, there.get());
        }
        int known = 0;
        if (there.isPresent()) {
            // Only flags that were given are compared: going on with a request needs none of them.
            RequestOptions options = trial.over(there.get().request().options());
            if (trial.any()) {
                engine.importRequest(request, options);
            }
            known = there.get().transitions().size();
            app.talk()
                    .line(request + " is there already, "
                            + there.get().request().status().word() + ": following it");
        } else {
            request = engine.importRequest(request, asked).request().name();
        }
        DriverLimits limits = Serving.of(settings).limits(1);
        Until until = noMonitor ? Until.DAG_RUNS : Until.THE_END;
        Follower.Followed followed = new Follower(app, engine, limits).follow(request, until, known);
        return report(engine, request, followed);
    }

    private int report(Engine engine, RequestName request, Follower.Followed followed) {
        if (followed.interrupted()) {
            return ExitCodes.INTERRUPTED;
        }
        RequestView view = engine.show(request);
        if (view.request().status().isFinal()) {
            // No server need run: its ended DAGs leave the queue with it.
            engine.sweep().troubles().forEach(t -> LOG.info("housekeeping: {}", t));
        }
        if (json) {
            app.json(new ResultJson(view, engine));
        } else if (view.request().status().isFinal()) {
            app.data(RequestText.outputs(view.outputs(), engine::onDisk));
        }
        switch (view.request().status().phase()) {
            case RESTING -> app.talk().line(RequestText.held(view));
            case FINAL -> app.talk().line(RequestText.end(view));
            case WORKING -> app.talk().line(Words.leftAlone(request));
        }
        return ExitCodes.of(view);
    }

    private int alreadyEnded(Engine engine, RequestView view) {
        if (json) {
            app.json(new ResultJson(view, engine));
        } else {
            app.data(RequestText.outputs(view.outputs(), engine::onDisk));
        }
        app.talk()
                .line("wms2: " + RequestText.end(view) + "; it is not imported again: wms2 restart "
                        + view.request().name() + " makes a new processing version");
        return ExitCodes.CONFLICT;
    }

    private static Optional<RequestView> find(Engine engine, RequestName request) {
        try {
            return Optional.of(engine.show(request));
        } catch (Wms2Exception e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
