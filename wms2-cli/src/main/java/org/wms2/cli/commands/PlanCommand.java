package org.wms2.cli.commands;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.App;
import org.wms2.cli.app.ExitCodes;
import org.wms2.cli.show.ExplanationText;
import org.wms2.domain.view.Explanation;
import org.wms2.domain.view.PlanView;
import org.wms2.domain.view.Question;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestOptions;
import org.wms2.server.json.ExplanationJson;
import org.wms2.server.json.PlanViewJson;
import org.wms2.server.settings.Settings;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Need;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wms2 plan}: jobs, work units, and where each input went. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the plan of a request: the work units of its rounds, what is available as it would be planned now,"
                    + " and where each block of its input went. Nothing is changed or run.",
            "",
            "NAME is a request that has been imported; with --simulate, a document of a file, of which nothing is stored.",
            ""
        })
final class PlanCommand implements Callable<Integer> {
    private final App app;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private CredentialOptions credentials = new CredentialOptions();

    @Mixin
    private TrialOptions trial = new TrialOptions();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The request.")
    private @Nullable String name;

    @Option(
            names = "--simulate",
            paramLabel = "FILE",
            description =
                    "Plan a document of FILE, as import --simulate would; NAME is the RequestName or the template of one"
                            + " of them, and may be left out if there is only one.")
    private @Nullable String simulate;

    @Option(names = "--jobs", description = "Also list the jobs of each work unit.")
    private boolean jobs;

    @Option(
            names = "--explain",
            paramLabel = "LFN|RUN:LUMI",
            description = "Say which job has this file or lumi section, and why. Exit code 1 if the input has not.")
    private @Nullable String explain;

    @Option(names = "--all", description = "Show all work units and blocks, not only the first 200.")
    private boolean all;

    @Option(names = "--json", description = "Print one JSON object, with all work units and blocks.")
    private boolean json;

    PlanCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        Map<String, String> flags = new LinkedHashMap<>();
        credentials.put(flags);
        Settings settings = common.settings(app, flags);
        refuseWhatContradicts();
        RequestOptions asked = trial.over(RequestOptions.NONE);
        @Nullable Question question = explain == null ? null : question(explain);
        CredentialOptions.check(settings, app.talk(), Instant.now());
        CommonOptions.sayProfile(app, settings);
        try (Engine engine = app.composition().open(settings, Need.PLAN, app.talk()::status)) {
            app.talk().clear();
            PlanView plan = simulate == null
                    ? engine.plan(new RequestName(name == null ? "" : name))
                    : engine.simulate(new NameChoice(engine, app.talk()).choose(name, simulate), asked);
            if (question != null) {
                return explain(plan, question);
            }
            if (json) {
                app.jsonStream(PlanViewJson.of(plan, jobs));
            } else {
                new PlanViewOutput(app, all, jobs).show(plan);
            }
            return ExitCodes.OK;
        }
    }

    private void refuseWhatContradicts() {
        if (name == null && simulate == null) {
            throw usage("NAME is missing: an imported request, or one of the documents of --simulate FILE");
        }
        if (simulate == null && trial.any()) {
            throw usage("found options of a trial (--splitting, --max-files, --max-events, --files-per-job,"
                    + " --events-per-job) without --simulate, accepted only with it: an imported request has its own");
        }
        if (explain != null && (jobs || all)) {
            throw usage((jobs ? "--jobs" : "--all") + ": found with --explain, accepted only without it");
        }
    }

    private static Question question(String word) {
        try {
            return Question.parse(word);
        } catch (InputRefusedException e) {
            throw usage("--explain: found '" + word + "', expected an LFN, or run:lumi such as 370000:17");
        }
    }

    private static Wms2Exception usage(String text) {
        return new Wms2Exception(ErrorCode.USAGE, text);
    }

    private int explain(PlanView plan, Question question) {
        Explanation explanation = plan.explain(question);
        String request = plan.workflow().request().value();
        if (json) {
            app.json(ExplanationJson.of(request, explanation));
        } else if (explanation.isFound()) {
            app.data(ExplanationText.of(explanation));
        }
        if (!explanation.isFound()) {
            app.talk().line("wms2: " + question + " is not in the input of " + request);
        }
        return explanation.isFound() ? ExitCodes.OK : ExitCodes.NO;
    }
}
